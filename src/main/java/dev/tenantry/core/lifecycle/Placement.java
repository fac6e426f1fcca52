package dev.tenantry.core.lifecycle;

import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Chooses the database of a new tenant. Once chosen, the database of a tenant never changes. Thread-safe. */
final class Placement {

    private final TenantDatabases databases;
    private final TenantRegistry registry;
    private final PlacementRule rule;

    Placement(TenantDatabases databases, TenantRegistry registry, PlacementRule rule) {
        this.databases = databases;
        this.registry = registry;
        this.rule = rule;
    }

    /**
     * Checks that the database can get new tenants.
     *
     * @throws TenantException (invalid database) if no database has this name, or if the database does not accept new
     *     tenants
     */
    void accept(String name) {
        if (!databases.names().contains(name)) {
            throw TenantException.noSuchDatabase(databases.names());
        }
        if (rule.closed().contains(name)) {
            throw TenantException.closed();
        }
    }

    /**
     * Returns the requested database. If none is requested, returns the default database. If there is no default
     * either, returns the available database with the fewest tenants, among the databases that accept new tenants.
     *
     * <p>If the database is chosen by its number of tenants, unavailable databases are left out. Reason: if an
     * unavailable database had the fewest tenants, each provisioning would choose this database and fail. If all
     * databases that accept new tenants are unavailable, none of them is left out.
     *
     * @throws TenantException (invalid database) if {@link #accept} refuses the requested database
     */
    String of(NewTenant tenant) {
        if (tenant.databaseOrNull() != null) {
            accept(tenant.databaseOrNull());
            return tenant.databaseOrNull();
        }
        return rule.usualOrNull() == null ? withFewestTenants() : rule.usualOrNull();
    }

    private String withFewestTenants() {
        List<String> open = databases.names().stream().filter(name -> !rule.closed().contains(name)).toList();
        if (open.size() == 1) {
            return open.get(0);
        }
        Map<String, Integer> tenants = registry.countByDatabase();
        List<String> answering = open.stream().filter(name -> databases.named(name).isAnswering()).toList();
        return (answering.isEmpty() ? open : answering).stream()
                .min(Comparator.comparing(name -> tenants.getOrDefault(name, 0)))
                .orElseThrow();
    }
}
