/**
 * Tests on a real Keycloak with the real JAR, built and started once for all of them. Each file is one promise of the
 * product or one hazard. They share the server, so each test makes tenants of its own, and one that stops the server
 * starts it again.
 */
package dev.tenantry.it;
