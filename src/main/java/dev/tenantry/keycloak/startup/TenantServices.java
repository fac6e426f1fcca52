package dev.tenantry.keycloak.startup;

import dev.tenantry.core.adoption.Adoptions;
import dev.tenantry.core.audit.TenantStatistics;
import dev.tenantry.core.event.EventListeners;
import dev.tenantry.core.lifecycle.DeletionRecords;
import dev.tenantry.core.lifecycle.ProvisioningQueue;
import dev.tenantry.core.lifecycle.SchemaBindings;
import dev.tenantry.core.lifecycle.TenantCache;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.maintenance.PeriodicTasks;
import dev.tenantry.core.migration.MigrationJobs;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.config.TenantSettings;
import dev.tenantry.keycloak.metrics.TenantMeters;

/** The services that all sessions of a server share. Thread-safe. */
record TenantServices(
        TenantSettings settings,
        TenantRegistry registry,
        RegistryTransactions rows,
        TenantCache tenantCache,
        TenantTransactions transactions,
        Adoptions adoptions,
        TenantLifecycle lifecycle,
        DeletionRecords deletionRecords,
        FormerNames formerNames,
        SchemaBindings bindings,
        MigrationJobs migrationJobs,
        TenantStatistics statistics,
        PeriodicTasks periodicTasks,
        TenantListener listener,
        EventListeners eventListeners,
        ProvisioningQueue provisioningQueue) {

    /** Creates the services, and migrates the registry's tables. Does no work per tenant. */
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
                new DeletionRecords(databases),
                new FormerNames(databases.main()),
                new SchemaBindings(databases, registry, roles, settings.schemaPrefix()),
                new MigrationJobs(rows, registry, lifecycle, settings.migrationWorkers()),
                new TenantStatistics(rows, registry, transactions),
                new PeriodicTasks(),
                listener,
                new EventListeners(),
                new ProvisioningQueue(places(databases), settings.signUp().queue()));
    }

    /**
     * Returns the maximum number of tenants that this server provisions at the same time. Each pool limits how many of
     * its connections provisionings can use; the maximum is the lowest of these limits.
     */
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
