/**
 * Tests on a real Keycloak with the real JAR, built and started once for all of them. Each file is one promise of the
 * product or one hazard. They share the server, two classes at a time, so each test makes tenants of its own; one that
 * stops its server does so with another server, and starts it again.
 */
package dev.tenantry.it;
