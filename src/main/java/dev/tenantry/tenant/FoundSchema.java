package dev.tenantry.tenant;

/**
 * A schema that the catalog has.
 *
 * @param owner a role's name
 * @param identity what the schema says of whose it is, "" where nothing
 * @param open whether the pool's own role may look into it, as its owner
 * @param whole whether it has users and a history of migrations: a schema without is a tenant's only if the registry
 *     says so
 * @param versionOrNull that the schema says it has; null if it is not open, or has no history
 * @param fingerprint of {@link SchemaFingerprints}; "" if there is nothing in it
 */
record FoundSchema(
        SchemaName name, String owner, String identity, boolean open, boolean whole, Integer versionOrNull,
        String fingerprint) {}
