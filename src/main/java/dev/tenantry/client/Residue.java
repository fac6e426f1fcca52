package dev.tenantry.client;

import java.util.Map;

/**
 * The number of rows in Keycloak's own tables that refer to a tenant's users. The expected number is zero.
 *
 * @param rows the total number of such rows
 * @param tables the number of such rows in each table that was inspected
 */
public record Residue(String tenant, long rows, Map<String, Long> tables) {}
