/**
 * A Java client of Tenantry's REST API, for other programs. It uses Keycloak's own admin client. This package is a
 * separate artifact (classifier {@code client}), and not part of the provider JAR.
 *
 * <p>Depends on Keycloak's admin client, its representations and Jackson, but on no other Tenantry package, since the
 * artifact contains only this package. The records here repeat the records of package {@code web.rest}. A test compares
 * the records of both packages with {@code openapi.yaml}. Rejected: code generated from {@code openapi.yaml}. Generated
 * code has poor names, and does not use Keycloak's admin client, with which the program has signed in.
 */
package dev.tenantry.client;
