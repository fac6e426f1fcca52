package dev.tenantry.keycloak.startup;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Pooler;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SearchExtension;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.keycloak.config.SettingsException;
import dev.tenantry.keycloak.config.TenantOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Probes the further databases periodically. Provisioning, the health check and the log use the results; requests never
 * wait for a probe. When a probe reaches a database for the first time, also checks that the database is usable. The
 * main database is checked in the same way when the server starts. Not thread-safe.
 */
public final class DatabaseWatch implements Runnable {

    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    private final TenantDatabases databases;
    private final boolean schemaRoles;
    private final boolean schemaRolesOn15;
    private final Set<String> reached = new HashSet<>();

    DatabaseWatch(TenantDatabases databases, boolean schemaRoles, boolean schemaRolesOn15) {
        this.databases = databases;
        this.schemaRoles = schemaRoles;
        this.schemaRolesOn15 = schemaRolesOn15;
    }

    /**
     * Checks all further databases for the first time. If a database is unavailable, logs a warning, and the server
     * starts without that database.
     *
     * @throws SettingsException if a database answers but is not usable
     */
    void start() {
        databases.further().forEach((name, database) -> {
            try {
                reach(name, database);
            } catch (DatabaseException failure) {
                warn(name, failure);
            }
        });
    }

    @Override
    public void run() {
        databases.further().forEach(this::look);
    }

    private void look(String name, Database database) {
        boolean wasAnswering = database.isAnswering();
        try {
            reach(name, database);
            if (!wasAnswering) {
                LOG.infof("Database %s is available: its tenants are served", name);
            }
        } catch (DatabaseException failure) {
            if (wasAnswering) {
                warn(name, failure);
            }
        } catch (SettingsException wrong) {
            reached.add(name); // so that the error is logged once
            LOG.errorf("Database %s: %s", name, wrong.getMessage());
        } catch (RuntimeException unexpected) {
            // Continues with the next database.
            LOG.errorf(unexpected, "Database %s could not be checked; the server retries in %d s",
                    name, PERIOD.toSeconds());
        }
    }

    private void reach(String name, Database database) {
        database.ping();
        if (!reached.contains(name)) {
            tell(database.pooler());
            if (schemaRoles) {
                requireRoles(database, schemaRolesOn15);
            }
            new SearchExtension(database).provide();
            reached.add(name);
        }
    }

    private static void warn(String name, DatabaseException failure) {
        LOG.warnf(failure, "Database %s is unavailable: requests of its tenants fail, other tenants are served", name);
    }

    /**
     * Logs how the connection pooler in front of the database behaves. Warns if the pooler passes session settings from
     * one client to another. Tenantry leaves no session settings behind, but the pooler's other clients may.
     */
    static void tell(Pooler pooler) {
        LOG.log(pooler.leaking() ? Logger.Level.WARN : Logger.Level.INFO, pooler);
    }

    /**
     * Requires that the database user can create roles safely.
     *
     * @param acceptedOn15 true if the operator accepts the right to create roles even before PostgreSQL 16
     * @throws SettingsException if the database user can't create roles, or could use that right to get dangerous
     *     rights
     */
    static void requireRoles(Database database, boolean acceptedOn15) {
        requireHarmless(database.name(), SchemaRoles.serverVersion(database), acceptedOn15);
        if (!SchemaRoles.areAllowed(database)) {
            throw TenantOptions.SCHEMA_ROLES.refused(
                    "needs a user with CREATEROLE in database " + database.name() + ", or must be false");
        }
        if (SchemaRoles.areInherited(database)) {
            LOG.warnf("The user of database %s has the rights of all tenants' roles: "
                    + "use a user without SUPERUSER and, on PostgreSQL 15, with NOINHERIT", database.name());
        }
    }

    /**
     * Refuses schema roles in a version of PostgreSQL older than 16, unless the operator has accepted the risk. In such
     * a version, a role with CREATEROLE can grant itself any role, including PostgreSQL's predefined roles.
     */
    public static void requireHarmless(String database, int serverVersion, boolean acceptedOn15) {
        if (serverVersion < SchemaRoles.SAFE_FROM && !acceptedOn15) {
            throw TenantOptions.SCHEMA_ROLES.refused("must not be true for database " + database
                    + ": before PostgreSQL 16 the right to create roles lets its user grant itself"
                    + " pg_execute_server_program, and so run programs on the database's host. Use PostgreSQL 16 or newer;"
                    + " or set the option to false, for schemas without roles of their own; or to "
                    + TenantOptions.SCHEMA_ROLES_ON_15 + ", if you accept that");
        }
    }
}
