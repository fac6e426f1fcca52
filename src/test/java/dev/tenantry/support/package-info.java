/**
 * The infrastructure of the tests: a real PostgreSQL, a real Keycloak distribution in a process of its own, or both in
 * containers. Clients use them as an administrator, an application and a browser would.
 *
 * <p>The infrastructure uses Keycloak only from the outside, by its command line and its HTTP endpoints. Only its own
 * tests may use classes of the extension. Of Keycloak's classes it uses only {@code StorageId}. Every test package and
 * the development server may use the infrastructure.
 */
package dev.tenantry.support;
