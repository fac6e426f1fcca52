package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.SchemaName;

/**
 * A schema that was found in PostgreSQL's catalog.
 *
 * @param owner the name of the role that owns the schema
 * @param identity the text of the schema mark; "" if the schema has no mark
 * @param open true if the pool's own role is a member of the owner's role, and may therefore read the schema
 * @param whole true if the schema has a table of users and a history of migrations. If false, only the registry can
 *     tell whether the schema is a tenant's
 * @param versionOrNull the version in the schema's history of migrations; null if there is no history, or if the
 *     history could not be read
 * @param access whether the schema's tables could be read
 * @param fingerprint the fingerprint, see {@link SchemaFingerprints}; "" if the schema is empty, or if its tables are
 *     locked
 */
public record FoundSchema(
        SchemaName name, String owner, String identity, boolean open, boolean whole, Integer versionOrNull,
        Access access, String fingerprint) {

    /** Whether the database could read the schema's tables. */
    public enum Access {
        READABLE,
        /** The database is available, but the schema's tables are on another server, which is unavailable. */
        UNREACHABLE,
        /** Another transaction holds or awaits an exclusive lock on one of the schema's tables. */
        LOCKED
    }
}
