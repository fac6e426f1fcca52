/**
 * A client of the API for other people's Java programs, on top of Keycloak's own admin client: an artifact of its own
 * (classifier {@code client}), and not in the provider JAR.
 *
 * <p>Depends on Keycloak's admin client, its representations and Jackson, and on nothing else of ours: what a program
 * gets is this package alone. Its records repeat those of package {@code admin}, and a test holds both against
 * {@code openapi.yaml}. Rejected: code generated from that file, whose names are nobody's and whose HTTP client is not
 * the one that the program signs in with already.
 */
package dev.tenantry.client;
