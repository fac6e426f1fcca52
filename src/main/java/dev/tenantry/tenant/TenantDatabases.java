package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.DatabaseUnavailableException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The databases that tenants' schemas are in, each behind a pool of its own, by the names that the options give them.
 * There are as many pools as databases, however many tenants there are. Thread-safe.
 */
public final class TenantDatabases implements AutoCloseable {

    /** The name of the one that has the registry, and tenants like the others. */
    public static final String MAIN = "main";

    private final Map<String, Database> byName;

    /** @param further by name, besides the main one */
    public TenantDatabases(Database main, Map<String, Database> further) {
        Map<String, Database> all = new LinkedHashMap<>();
        all.put(MAIN, main);
        all.putAll(further);
        if (all.size() == further.size()) {
            throw new IllegalArgumentException("One database more is named " + MAIN);
        }
        this.byName = Collections.unmodifiableMap(all);
    }

    /** One for the registry and all tenants. */
    public static TenantDatabases only(Database main) {
        return new TenantDatabases(main, Map.of());
    }

    /** Where the registry is. */
    public Database main() {
        return byName.get(MAIN);
    }

    /**
     * Where a tenant's schema is.
     *
     * @throws DatabaseUnavailableException where no option names that database (any more)
     */
    public Database of(Tenant tenant) {
        return named(tenant.database());
    }

    /** @throws DatabaseUnavailableException where no option names it (any more); it is not known what is in there */
    public Database named(String name) {
        Database database = byName.get(name);
        if (database == null) {
            throw new DatabaseUnavailableException(
                    "There are tenants in a database " + name + ", which the option databases does not name");
        }
        return database;
    }

    /** Makes what all tenants of a database use; to be called when it is reached for the first time. */
    public void prepare(String name) {
        new SearchExtension(named(name)).provide();
    }

    /** All but the main one, by name. */
    public Map<String, Database> further() {
        Map<String, Database> further = new LinkedHashMap<>(byName);
        further.remove(MAIN);
        return further;
    }

    /** The names of all of them, that of the main one first. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Ends all pools. */
    @Override
    public void close() {
        byName.values().forEach(Database::close);
    }
}
