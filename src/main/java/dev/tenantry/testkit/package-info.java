/**
 * For other people's JUnit tests: tenants as parameters, of a Keycloak in containers or of one that runs, and checks
 * that two tenants of it are kept apart. An artifact of its own (classifier {@code test-kit}), and not in the provider
 * JAR.
 *
 * <p>Depends on package {@code client}, Keycloak's admin client, Jackson and JUnit Jupiter's API, and in
 * {@link dev.tenantry.testkit.Containers} alone on Testcontainers, which whoever has a server does without; on
 * nothing else of ours. It has no right on the server beyond {@code manage-tenants}. Rejected: the support code of our
 * own tests, which builds and crashes servers and looks into their databases; and to start Keycloak without Docker,
 * since the kit would then have to find a distribution, a PostgreSQL and ports.
 */
package dev.tenantry.testkit;
