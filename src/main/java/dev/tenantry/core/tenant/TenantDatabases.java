package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseUnavailableException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The databases that hold tenants' schemas. Each database has its own pool, and a name in the options. The number of
 * pools does not depend on the number of tenants. Thread-safe.
 */
public final class TenantDatabases implements AutoCloseable {

    /** The name of the database that holds the registry. This database can hold tenants too. */
    public static final String MAIN = "main";

    private final Map<String, Database> byName;

    /** @param further all databases except the main one, by name */
    public TenantDatabases(Database main, Map<String, Database> further) {
        Map<String, Database> all = new LinkedHashMap<>();
        all.put(MAIN, main);
        all.putAll(further);
        if (all.size() == further.size()) {
            throw new IllegalArgumentException("A further database is named " + MAIN);
        }
        this.byName = Collections.unmodifiableMap(all);
    }

    /** One database for the registry and all tenants. */
    public static TenantDatabases only(Database main) {
        return new TenantDatabases(main, Map.of());
    }

    /** The database of the registry. */
    public Database main() {
        return byName.get(MAIN);
    }

    /**
     * The database of a tenant's schema.
     *
     * @throws DatabaseUnavailableException if the options do not define this database
     */
    public Database of(Tenant tenant) {
        return named(tenant.database());
    }

    /**
     * @throws DatabaseUnavailableException if the options do not define the database, or no longer define it. The
     *     content of the database is then unknown
     */
    public Database named(String name) {
        Database database = byName.get(name);
        if (database == null) {
            throw new DatabaseUnavailableException(
                    "Tenants have schemas in database " + name + ", which the option databases does not name");
        }
        return database;
    }

    /** All databases except the main one, by name. */
    public Map<String, Database> further() {
        Map<String, Database> further = new LinkedHashMap<>(byName);
        further.remove(MAIN);
        return further;
    }

    /** The names of all databases, the main database first. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Closes all pools. */
    @Override
    public void close() {
        byName.values().forEach(Database::close);
    }
}
