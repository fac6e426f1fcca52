/**
 * For JUnit tests of other projects. Provides tenants as test parameters, from a Keycloak in containers or from a
 * running server, and checks that two tenants are isolated. This package is a separate artifact (classifier
 * {@code test-kit}), and not part of the provider JAR.
 *
 * <p>Depends on package {@code client}, Keycloak's admin client, Jackson and JUnit Jupiter's API, and on no other
 * Tenantry package. Only {@link dev.tenantry.testkit.Containers} depends on Testcontainers, which a project with a
 * running server does not need. On the server the kit needs only the role {@code manage-tenants}. Rejected: reusing the
 * support code of Tenantry's own tests, since that code builds and crashes servers, and reads their databases.
 * Rejected: starting Keycloak without Docker, since the kit would have to find a distribution of Keycloak, a PostgreSQL
 * server and free ports.
 */
package dev.tenantry.testkit;
