/**
 * For JUnit tests of other projects: tenants as parameters, from a Keycloak in containers or a running one, and checks
 * that two tenants are isolated. A separate artifact (classifier {@code test-kit}), not part of the provider JAR.
 *
 * <p>Depends on package {@code client}, Keycloak's admin client, Jackson and JUnit Jupiter's API, and on no other
 * Tenantry package. Only {@link dev.tenantry.testkit.Containers} depends on Testcontainers, which a project with a
 * running server does not need. The kit has no right on the server beyond {@code manage-tenants}. Rejected: the support
 * code of Tenantry's own tests, which builds and crashes servers and reads their databases; and starting Keycloak
 * without Docker, since the kit would have to find a distribution, a PostgreSQL and ports.
 */
package dev.tenantry.testkit;
