package dev.tenantry.tenant;

import dev.tenantry.db.DatabaseUnavailableException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for schemas of tenants in all databases. Thread-safe. */
final class SchemaSearch {

    /** Names of schemas are unique in one database, and among tenants, but not among all schemas of all databases. */
    record Place(String database, SchemaName schema) {

        static Place of(Tenant tenant) {
            return new Place(tenant.database(), tenant.schema());
        }
    }

    /**
     * What was found.
     *
     * @param silent the names of databases that did not answer: what is in there is not known
     */
    record Sight(Map<Place, FoundSchema> schemas, Set<String> silent) {}

    private final TenantDatabases databases;
    private final String prefix;

    SchemaSearch(TenantDatabases databases, String prefix) {
        this.databases = databases;
        this.prefix = prefix;
    }

    boolean exist(Place place) {
        return in(place.database()).exist(place.schema());
    }

    /** All of them, database by database; one that does not answer keeps nobody from the next. */
    Sight all() {
        Map<Place, FoundSchema> found = new LinkedHashMap<>();
        Set<String> silent = new LinkedHashSet<>();
        for (String database : databases.names()) {
            try {
                in(database).all().forEach(schema -> found.put(new Place(database, schema.name()), schema));
            } catch (DatabaseUnavailableException outage) {
                silent.add(database);
            }
        }
        return new Sight(found, silent);
    }

    /** One of them. */
    Sight only(Place place) {
        if (!knows(place.database())) {
            return new Sight(Map.of(), Set.of());
        }
        try {
            return find(place.database(), place.schema().value())
                    .map(schema -> new Sight(Map.of(place, schema), Set.of()))
                    .orElse(new Sight(Map.of(), Set.of()));
        } catch (DatabaseUnavailableException outage) {
            return new Sight(Map.of(), Set.of(place.database()));
        }
    }

    /** Whether an option names the database. */
    boolean knows(String database) {
        return databases.names().contains(database);
    }

    /** The schema of that name, if it is one of these. */
    Optional<FoundSchema> find(String database, String name) {
        return in(database).find(name);
    }

    private SchemaFacts in(String database) {
        return new SchemaFacts(databases.named(database), prefix);
    }
}
