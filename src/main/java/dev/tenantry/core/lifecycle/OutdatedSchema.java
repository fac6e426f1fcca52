package dev.tenantry.core.lifecycle;

/** What a server does on the first access to a tenant whose schema is older than the server. */
public enum OutdatedSchema {

    /** Migrates the schema at once. The request waits for the migration. */
    MIGRATE,

    /** Refuses access until an operator has migrated the schema. */
    REFUSE
}
