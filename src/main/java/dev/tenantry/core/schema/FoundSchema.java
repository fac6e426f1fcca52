package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.SchemaName;

/**
 * A schema in PostgreSQL's catalog.
 *
 * @param owner a role's name
 * @param identity the schema mark; "" without a mark
 * @param open true if the pool's own role may read the schema as its owner
 * @param whole true if the schema has a table of users and a history of migrations; otherwise only the registry can say
 *     that the schema is a tenant's
 * @param versionOrNull the version in the schema's history; null if the schema is not open, or has no readable history
 * @param reachable false if the database answers, and the server that holds the schema's tables does not
 * @param fingerprint of {@link SchemaFingerprints}; "" for an empty schema
 */
public record FoundSchema(
        SchemaName name, String owner, String identity, boolean open, boolean whole, Integer versionOrNull,
        boolean reachable, String fingerprint) {}
