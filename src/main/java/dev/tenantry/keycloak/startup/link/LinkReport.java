package dev.tenantry.keycloak.startup.link;

import java.util.List;

/**
 * The links that do not resolve on a version of Keycloak.
 *
 * @param missing descriptions of classes and members that Keycloak lacks, and of methods that Tenantry lacks
 * @param withoutEffect the methods of Tenantry that no longer replace a method of Keycloak, because Keycloak has
 *     renamed or removed that method, or has changed its parameters
 */
public record LinkReport(List<String> missing, List<String> withoutEffect) {}
