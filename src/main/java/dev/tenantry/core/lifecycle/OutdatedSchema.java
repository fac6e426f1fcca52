package dev.tenantry.core.lifecycle;

/**
 * The reaction of a server to the first access to a tenant whose schema is outdated. A schema is outdated if its
 * version is older than the newest version to which the server can migrate.
 */
public enum OutdatedSchema {

    /** The server migrates the schema at once. The request that accesses the tenant waits for the migration. */
    MIGRATE,

    /** The server refuses access to the tenant until an operator has migrated the schema. */
    REFUSE
}
