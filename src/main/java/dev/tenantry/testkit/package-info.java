/**
 * The test kit, for JUnit tests of other projects. The kit passes new tenants to tests as parameters, and checks that
 * two tenants are isolated. The tenants are on a Keycloak server that the kit starts in a container, or on a server
 * that runs already. This package is a separate artifact (classifier {@code test-kit}), and not part of the provider
 * JAR.
 *
 * <p>This package depends on package {@code client}, Keycloak's admin client, Jackson and JUnit Jupiter's API, and on
 * no other package of Tenantry. Only {@link dev.tenantry.testkit.Containers} depends on Testcontainers, so a project
 * that tests with a running server does not need Testcontainers. The user with which the kit signs in to the server
 * needs only the role {@code manage-tenants}. Rejected: reusing the support code of Tenantry's own tests, since that
 * code builds and crashes servers, and reads the databases of these servers. Rejected: starting Keycloak without
 * Docker, since the kit would have to find a distribution of Keycloak, a PostgreSQL server and free ports.
 */
package dev.tenantry.testkit;
