package dev.tenantry.client;

import java.util.Map;

/**
 * Rows in Keycloak's own tables about a tenant's users. There should be none.
 *
 * @param rows the total number of rows
 * @param tables the number of rows in each inspected table
 */
public record Residue(String tenant, long rows, Map<String, Long> tables) {}
