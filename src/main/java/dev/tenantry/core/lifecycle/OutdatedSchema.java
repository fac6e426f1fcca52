package dev.tenantry.core.lifecycle;

/** The action of a server on the first access to a tenant whose schema is older than the server's release. */
public enum OutdatedSchema {

    /** The server migrates the schema at once. The request that accesses the tenant waits for the migration. */
    MIGRATE,

    /** The server refuses access to the tenant until an operator has migrated the schema. */
    REFUSE
}
