/**
 * Tests on a real Keycloak with the real JAR. Two JVMs run the test classes. Most test classes of a JVM share one
 * server, so each test provisions its own tenants. Each file tests one promise of the product or one hazard. A test
 * that stops its server uses another server, and starts that server again.
 */
package dev.tenantry.it;
