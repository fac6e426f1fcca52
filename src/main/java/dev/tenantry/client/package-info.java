/**
 * A Java client of the API for other programs, built on Keycloak's own admin client. A separate artifact (classifier
 * {@code client}), not part of the provider JAR.
 *
 * <p>Depends on Keycloak's admin client, its representations and Jackson, and on no other Tenantry package: programs
 * get this package alone. Its records repeat those of package {@code web.rest}, and a test compares both with {@code
 * openapi.yaml}. Rejected: code generated from that file, which has poor names and an HTTP client other than the one
 * that the program signs in with.
 */
package dev.tenantry.client;
