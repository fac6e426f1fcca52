package dev.tenantry.web.rest;

import dev.tenantry.keycloak.realm.Residue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The number of rows in Keycloak's own tables that refer to a tenant's users.
 *
 * @param rows the total number of such rows
 * @param tables the number of such rows in each table that was inspected
 */
public record ResidueRepresentation(String tenant, long rows, Map<String, Long> tables) {

    static ResidueRepresentation of(String tenant, Residue residue) {
        Map<String, Long> tables = new TreeMap<>();
        residue.rows().forEach((table, rows) -> tables.put(table.toLowerCase(Locale.ROOT), rows));
        return new ResidueRepresentation(tenant, residue.total(), tables);
    }
}
