package dev.tenantry.client;

import java.util.Map;

/**
 * What Keycloak's own tables hold of a tenant's users: nothing, as long as all is well.
 *
 * @param rows in all
 * @param tables how many in each table that was looked into
 */
public record Residue(String tenant, long rows, Map<String, Long> tables) {}
