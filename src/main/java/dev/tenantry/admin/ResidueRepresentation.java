package dev.tenantry.admin;

import dev.tenantry.realm.Residue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Keycloak's own tables hold of a tenant's users.
 *
 * @param rows how many rows there are in all
 * @param tables how many in each table that was looked into
 */
public record ResidueRepresentation(String tenant, long rows, Map<String, Long> tables) {

    static ResidueRepresentation of(String tenant, Residue residue) {
        Map<String, Long> tables = new TreeMap<>();
        residue.rows().forEach((table, rows) -> tables.put(table.toLowerCase(Locale.ROOT), rows));
        return new ResidueRepresentation(tenant, residue.total(), tables);
    }
}
