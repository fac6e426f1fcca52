package dev.tenantry.tenant;

/**
 * A schema that the catalog has.
 *
 * @param owner a role's name
 * @param identity what the schema says of whose it is, "" where nothing
 * @param open whether the pool's own role may look into it, as its owner
 * @param whole whether it has users and a history of migrations: a schema without is a tenant's only if the registry
 *     says so
 * @param versionOrNull that the schema says it has; null if it is not open, has no history, or can't be read
 * @param reachable false if the database answers, and the server that holds the schema's tables does not
 * @param fingerprint of {@link SchemaFingerprints}; "" if there is nothing in it
 */
record FoundSchema(
        SchemaName name, String owner, String identity, boolean open, boolean whole, Integer versionOrNull,
        boolean reachable, String fingerprint) {}
