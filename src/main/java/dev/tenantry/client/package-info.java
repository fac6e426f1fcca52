/**
 * A Java client of Tenantry's REST API, for other programs. The client uses Keycloak's own admin client. This package
 * is a separate artifact (classifier {@code client}), and not part of the provider JAR.
 *
 * <p>The package depends on Keycloak's admin client, on Keycloak's representations and on Jackson. The package depends
 * on no other package of Tenantry, since the artifact contains only this package. The records here repeat the records
 * of package {@code web.rest}. A test compares the records of both packages with {@code openapi.yaml}. Rejected: code
 * generated from {@code openapi.yaml}. Generated code has poor names, and can't use the instance of Keycloak's admin
 * client with which the calling program has already signed in.
 */
package dev.tenantry.client;
