package dev.tenantry.tenant;

/**
 * A schema that the catalog has.
 *
 * @param owner a role's name
 * @param identity what the schema says of whose it is, "" where nothing
 * @param versionOrNull that the schema says it has; null where the pool's own role may not ask
 */
record FoundSchema(SchemaName name, String owner, String identity, Integer versionOrNull) {}
