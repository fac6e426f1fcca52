package dev.tenantry.core.schema;

import dev.tenantry.core.tenant.SchemaName;

/**
 * A schema in PostgreSQL's catalog.
 *
 * @param owner the name of the role that owns the schema
 * @param identity the schema mark; "" without a mark
 * @param open true if the pool's own role may read the schema, as a member of the owner's role
 * @param whole true if the schema has a table of users and a history of migrations; without these tables, only the
 *     registry can tell if the schema is a tenant's
 * @param versionOrNull the version in the schema's history; null if the schema is not open, or has no readable history
 * @param access tells if the schema's tables could be read
 * @param fingerprint the fingerprint, see {@link SchemaFingerprints}; "" for an empty schema or locked tables
 */
public record FoundSchema(
        SchemaName name, String owner, String identity, boolean open, boolean whole, Integer versionOrNull,
        Access access, String fingerprint) {

    /** Tells if the database could read a schema's tables. */
    public enum Access {
        READABLE,
        /** The database answers. But the schema's tables are on another server, which does not answer. */
        UNREACHABLE,
        /** Another transaction holds or awaits an exclusive lock on one of the schema's tables. */
        LOCKED
    }
}
