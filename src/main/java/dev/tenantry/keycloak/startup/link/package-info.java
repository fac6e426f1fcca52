/**
 * The link check at the server's start. The check finds out whether this version of Keycloak has all classes, methods
 * and fields that Tenantry's classes use.
 *
 * <p>Java links each method on its first call. Without this check, the lack of a method in a new version of Keycloak
 * would be noticed only at a user's login, as a {@code NoSuchMethodError} or an {@code AbstractMethodError}. The file
 * {@code META-INF/tenantry/keycloak-links.txt} lists these classes, methods and fields. In each build,
 * {@code KeycloakLinksTest} compares the file with the compiled classes. To write the file again, run this test with
 * {@code -Dtenantry.docs=renew}. This package depends on no other package of Tenantry. Rejected: reading the class
 * files when the server starts, because the JAR would need a library that reads them. Rejected: a build step that
 * writes the file into the JAR. Because the file is committed, the diff of each change shows which further parts of
 * Keycloak are now in use.
 */
package dev.tenantry.keycloak.startup.link;
