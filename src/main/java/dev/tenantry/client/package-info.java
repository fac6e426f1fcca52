/**
 * A Java client of the API for other programs, built on Keycloak's own admin client. This package is a separate
 * artifact (classifier {@code client}), and not part of the provider JAR.
 *
 * <p>Depends on Keycloak's admin client, its representations and Jackson, but on no other Tenantry package, since
 * programs get only this package. Its records repeat the records of package {@code web.rest}; a test compares both with
 * {@code openapi.yaml}. Rejected: code generated from {@code openapi.yaml}, since it has poor names, and since it does
 * not use the HTTP client with which the program signs in.
 */
package dev.tenantry.client;
