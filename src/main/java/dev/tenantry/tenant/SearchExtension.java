package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.DatabaseUnavailableException;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import org.jboss.logging.Logger;

/**
 * PostgreSQL's extension pg_trgm, by which parts of names are found without reading all users. A database has it once,
 * for all who use the database; tenants need no more than to see the schema that it is in, and that only when their
 * index is made. Thread-safe.
 */
final class SearchExtension {

    private static final Logger LOG = Logger.getLogger(SearchExtension.class);

    private static final String INSTALLED = "select count(*) from pg_extension where extname = 'pg_trgm'";

    /** As the script of the index asks it too. */
    private static final String USABLE = """
            select count(*) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_trgm' and has_schema_privilege('public', n.oid, 'usage')""";

    private static final String AVAILABLE = "select count(*) from pg_available_extensions where name = 'pg_trgm'";

    private final Database database;

    SearchExtension(Database database) {
        this.database = database.withoutTimeouts();
    }

    /** Whether a tenant's schema that is made now gets the index. */
    boolean isUsable() {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count(USABLE));
    }

    /**
     * Creates it in a schema of its own, unless it is there. Where that is not to be had, the log says so, and tenants
     * do without.
     */
    void provide() {
        try {
            database.inTransaction(Scope.NONE, handle -> {
                AdvisoryLock.of(SchemaName.EXTENSIONS).take(handle);
                provide(handle);
                return null;
            });
        } catch (DatabaseUnavailableException outage) {
            throw outage;
        } catch (DatabaseException refused) {
            doWithout("it could not be created: " + refused.getMessage());
        }
    }

    private static void provide(Handle handle) {
        if (handle.count(USABLE) == 1) {
            return;
        }
        if (handle.count(INSTALLED) == 1) {
            doWithout("not everybody may use the schema that it is in (grant usage on schema … to public)");
        } else if (handle.count(AVAILABLE) == 0) {
            doWithout("the server does not have it");
        } else {
            String schema = SchemaName.EXTENSIONS.quoted();
            handle.update("create schema if not exists " + schema);
            handle.update("create extension pg_trgm schema " + schema);
            handle.update("grant usage on schema " + schema + " to public");
        }
    }

    private static void doWithout(String reason) {
        LOG.warnf("The tenants' database has no pg_trgm for tenants: %s. "
                + "Whoever searches for a part of a name has all users of the tenant read", reason);
    }
}
