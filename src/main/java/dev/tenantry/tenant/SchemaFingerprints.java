package dev.tenantry.tenant;

import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A short text for each schema that changes with what PostgreSQL's catalog says of the schema: tables, columns,
 * constraints, indexes and all else that {@link SchemaCatalog} lists. Two schemas that the same migrations made have the
 * same one. One query reads all schemas of a database.
 */
final class SchemaFingerprints {

    /**
     * For the schemas of many tenants: PostgreSQL takes the schemas that a prefix finds for a handful, and then walks its
     * catalog once for each of them. Measured with 290 schemas: 1.6 s instead of more than 60.
     */
    static final Scope SCOPE = Scope.NONE.with("enable_nestloop", "off");

    private SchemaFingerprints() {}

    /**
     * By the schema's name; a schema that does not exist, or holds nothing, has none.
     *
     * @param prefix that the schemas' names begin with
     */
    static Map<String, String> read(Handle handle, String prefix) {
        List<Map.Entry<String, String>> found = handle.query(
                CatalogSql.FINGERPRINTS, row -> Map.entry(row.getString("name"), row.getString("fingerprint")), prefix);
        return found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of a schema that holds something. */
    static String of(Handle handle, SchemaName schema) {
        return read(handle, schema.value()).get(schema.value());
    }
}
