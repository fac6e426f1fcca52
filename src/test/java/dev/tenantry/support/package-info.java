/**
 * The infrastructure of the tests: a real PostgreSQL and a real Keycloak distribution, as separate processes or in
 * containers. The infrastructure also contains clients, which use Keycloak and PostgreSQL as an administrator, an
 * application and a browser would.
 *
 * <p>The infrastructure uses Keycloak only from the outside, by its command line and its HTTP endpoints. Of Keycloak's
 * classes, the infrastructure uses only {@code StorageId}. Only the tests of the infrastructure itself may use classes
 * of the extension. Every test package and the development server may use the infrastructure.
 */
package dev.tenantry.support;
