package dev.tenantry.core.schema;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for schemas of tenants in all databases. Thread-safe. */
public final class SchemaSearch {

    /** The database and the name of a schema. Two databases may have schemas with the same name. */
    public record SchemaLocation(String database, SchemaName schema) {

        public static SchemaLocation of(Tenant tenant) {
            return new SchemaLocation(tenant.database(), tenant.schema());
        }
    }

    /**
     * The schemas that a scan of the databases found.
     *
     * @param unavailable the names of unavailable databases, which could not be scanned
     */
    public record ScanResult(Map<SchemaLocation, FoundSchema> schemas, Set<String> unavailable) {}

    private final TenantDatabases databases;
    private final String prefix;

    public SchemaSearch(TenantDatabases databases, String prefix) {
        this.databases = databases;
        this.prefix = prefix;
    }

    public boolean exist(SchemaLocation location) {
        return in(location.database()).exist(location.schema());
    }

    /** Scans all databases; an unavailable database does not stop the scan. */
    public ScanResult all() {
        Map<SchemaLocation, FoundSchema> found = new LinkedHashMap<>();
        Set<String> unavailable = new LinkedHashSet<>();
        for (String database : databases.names()) {
            try {
                in(database).all().forEach(schema -> found.put(new SchemaLocation(database, schema.name()), schema));
            } catch (DatabaseUnavailableException outage) {
                unavailable.add(database);
            }
        }
        return new ScanResult(found, unavailable);
    }

    /** Looks for one schema. Finds nothing if the options do not name the schema's database. */
    public ScanResult only(SchemaLocation location) {
        if (!knows(location.database())) {
            return new ScanResult(Map.of(), Set.of());
        }
        try {
            return find(location.database(), location.schema().value())
                    .map(schema -> new ScanResult(Map.of(location, schema), Set.of()))
                    .orElse(new ScanResult(Map.of(), Set.of()));
        } catch (DatabaseUnavailableException outage) {
            return new ScanResult(Map.of(), Set.of(location.database()));
        }
    }

    /** The names of all databases in the options. */
    public Set<String> databases() {
        return databases.names();
    }

    /** True if the options name the database. */
    public boolean knows(String database) {
        return databases.names().contains(database);
    }

    /**
     * Returns the schema with this name; empty if there is none, or if the name does not begin with Tenantry's prefix.
     */
    public Optional<FoundSchema> find(String database, String name) {
        return in(database).find(name);
    }

    private SchemaFacts in(String database) {
        return new SchemaFacts(databases.named(database), prefix);
    }
}
