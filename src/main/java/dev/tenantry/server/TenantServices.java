package dev.tenantry.server;

import dev.tenantry.adoption.Adoptions;
import dev.tenantry.metrics.TenantMeters;
import dev.tenantry.migration.MigrationJobs;
import dev.tenantry.tenant.Certificates;
import dev.tenantry.tenant.DriftCheck;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.ReservedNames;
import dev.tenantry.tenant.SchemaBindings;
import dev.tenantry.tenant.SchemaRoles;
import dev.tenantry.tenant.TenantDatabases;
import dev.tenantry.tenant.TenantDirectory;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantListener;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantTransactions;
import dev.tenantry.upkeep.Rounds;
import org.jboss.logging.Logger;

/** What all sessions of a server share. All of it is thread-safe. */
record TenantServices(
        TenantSettings settings,
        TenantRegistry registry,
        RegistryTransactions rows,
        TenantDirectory directory,
        TenantTransactions transactions,
        Adoptions adoptions,
        TenantLifecycle lifecycle,
        DriftCheck drift,
        Certificates certificates,
        SchemaBindings bindings,
        MigrationJobs migrationJobs,
        Rounds rounds,
        TenantListener listener) {

    private static final Logger LOG = Logger.getLogger(TenantServices.class);

    /** Brings the registry up to date on the way. Does nothing for each tenant. */
    static TenantServices on(TenantDatabases databases, TenantSettings settings) {
        TenantRegistry registry = new TenantRegistry(databases.main());
        RegistryTransactions rows = new RegistryTransactions(databases.main());
        TenantListener listener = TenantMeters.onServer(databases.main());
        SchemaRoles roles = roles(databases, settings);
        TenantLifecycle lifecycle = new TenantLifecycle(
                databases,
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
                new TenantDirectory(registry, lifecycle, settings.outdatedSchema(), listener),
                transactions,
                new Adoptions(rows, registry, lifecycle, transactions, listener),
                lifecycle,
                new DriftCheck(databases),
                new Certificates(databases),
                new SchemaBindings(databases, registry, roles, settings.schemaPrefix()),
                new MigrationJobs(rows, registry, lifecycle, settings.migrationWorkers()),
                new Rounds(),
                listener);
    }

    private static SchemaRoles roles(TenantDatabases databases, TenantSettings settings) {
        if (!settings.schemaRoles()) {
            return SchemaRoles.off(databases);
        }
        if (!SchemaRoles.areAllowed(databases.main())) {
            throw new SettingsException(TenantOptions.SCHEMA_ROLES,
                    "needs a database user with CREATEROLE, or must be false");
        }
        if (SchemaRoles.areInherited(databases.main())) {
            LOG.warn("The tenants' database user has the rights of all tenants' roles at once: "
                    + "better one that is no superuser and, on PostgreSQL 15, NOINHERIT");
        }
        return SchemaRoles.on(databases);
    }
}
