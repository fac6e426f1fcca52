package dev.tenantry.server;

import dev.tenantry.adoption.Adoptions;
import dev.tenantry.figures.TenantStatistics;
import dev.tenantry.metrics.TenantMeters;
import dev.tenantry.migration.MigrationJobs;
import dev.tenantry.tenant.DeletionRecords;
import dev.tenantry.tenant.DriftCheck;
import dev.tenantry.tenant.FormerNames;
import dev.tenantry.tenant.ProvisioningQueue;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.ReservedNames;
import dev.tenantry.tenant.SchemaBindings;
import dev.tenantry.tenant.SchemaRoles;
import dev.tenantry.tenant.TenantCache;
import dev.tenantry.tenant.TenantDatabases;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantListener;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantTransactions;
import dev.tenantry.upkeep.PeriodicTasks;

/** The services that all sessions of a server share. Thread-safe. */
record TenantServices(
        TenantSettings settings,
        TenantRegistry registry,
        RegistryTransactions rows,
        TenantCache tenantCache,
        TenantTransactions transactions,
        Adoptions adoptions,
        TenantLifecycle lifecycle,
        DriftCheck drift,
        DeletionRecords deletionRecords,
        FormerNames formerNames,
        SchemaBindings bindings,
        MigrationJobs migrationJobs,
        TenantStatistics statistics,
        PeriodicTasks periodicTasks,
        TenantListener listener,
        ProvisioningQueue provisioningQueue) {

    /** Creates the services and migrates the registry. Does no work per tenant. */
    static TenantServices on(TenantDatabases databases, TenantSettings settings) {
        TenantRegistry registry = new TenantRegistry(databases.main());
        RegistryTransactions rows = new RegistryTransactions(databases.main());
        TenantListener listener = TenantMeters.onServer(databases);
        SchemaRoles roles = roles(databases, settings);
        TenantLifecycle lifecycle = new TenantLifecycle(
                databases,
                settings.placement(),
                registry,
                ReservedNames.builtInAnd(settings.reservedNames()),
                settings.schemaPrefix(),
                listener,
                roles);
        lifecycle.migrateRegistry();
        TenantTransactions transactions = new TenantTransactions(databases, listener);
        return new TenantServices(
                settings,
                registry,
                rows,
                new TenantCache(registry, lifecycle, settings.outdatedSchema(), listener),
                transactions,
                new Adoptions(rows, registry, lifecycle, transactions, listener),
                lifecycle,
                lifecycle.drift(),
                new DeletionRecords(databases),
                new FormerNames(databases.main()),
                new SchemaBindings(databases, registry, roles, settings.schemaPrefix()),
                new MigrationJobs(rows, registry, lifecycle, settings.migrationWorkers()),
                new TenantStatistics(rows, registry, transactions),
                new PeriodicTasks(),
                listener,
                new ProvisioningQueue(places(databases), settings.signUp().queue()));
    }

    /** Returns the number of connections of the smallest pool. */
    private static int places(TenantDatabases databases) {
        return databases.names().stream()
                .mapToInt(name -> databases.named(name).provisioningConnections())
                .min()
                .orElseThrow();
    }

    private static SchemaRoles roles(TenantDatabases databases, TenantSettings settings) {
        return settings.schemaRoles() ? SchemaRoles.on(databases) : SchemaRoles.off(databases);
    }
}
