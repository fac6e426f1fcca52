/**
 * The link check at the server's start: does this version of Keycloak have all classes, methods and fields that
 * Tenantry's classes use?
 *
 * <p>Java links each method on its first call. Without this check, the lack of a method in a new version of Keycloak
 * would be noticed only at a user's login, as a {@code NoSuchMethodError} or an {@code AbstractMethodError}. The list
 * of links is the file {@code META-INF/tenantry/keycloak-links.txt}. {@code KeycloakLinksTest} writes this file from
 * the compiled classes, and compares the file with the classes in each build. Depends on no other package of Tenantry.
 * Rejected: to read the class files when the server starts, because the JAR would need a library that reads them.
 * Rejected: a build step that writes the file into the JAR. If the file is committed instead, the diff of each change
 * shows which further parts of Keycloak are now in use.
 */
package dev.tenantry.keycloak.startup.link;
