package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.SchemaName;
import org.jboss.logging.Logger;

/**
 * Installs PostgreSQL's extension pg_trgm. With this extension, a search can find a part of a name without reading all
 * users. A database can have the extension only once, in one schema. While a tenant's search index is created, the
 * tenant's role needs the right to use that schema; later the right is not needed. Thread-safe.
 */
public final class SearchExtension {

    private static final Logger LOG = Logger.getLogger(SearchExtension.class);

    private static final String INSTALLED = "select count(*) from pg_extension where extname = 'pg_trgm'";

    /**
     * Selects 1 if the extension is installed and every role may use the extension's schema. Selects 0 in all other
     * cases. The script that creates the search index checks the same condition.
     */
    private static final String USABLE = """
            select count(*) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_trgm' and has_schema_privilege('public', n.oid, 'usage')""";

    private static final String AVAILABLE = "select count(*) from pg_available_extensions where name = 'pg_trgm'";

    private final Database database;

    public SearchExtension(Database database) {
        this.database = database.withoutTimeouts();
    }

    /** True if the extension can be used, so that a new tenant's schema gets the search index. */
    public boolean isUsable() {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count(USABLE));
    }

    /**
     * Creates the extension, in a schema of its own, if the database does not have it. If this is not possible, logs a
     * warning; new tenants then get no search index.
     */
    public void provide() {
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
            doWithout("not every role may use its schema (grant usage on schema … to public)");
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
                + "A search for a part of a name reads all users of the tenant", reason);
    }
}
