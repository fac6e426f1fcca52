/**
 * Tests on a real Keycloak with the real JAR. The server is built and started once for all tests. Each file tests one
 * promise of the product or one hazard. Two classes at a time use the shared server, so each test provisions its own
 * tenants. A test that stops its server uses another server, and starts that server again.
 */
package dev.tenantry.it;
