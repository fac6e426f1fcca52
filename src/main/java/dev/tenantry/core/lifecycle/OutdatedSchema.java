package dev.tenantry.core.lifecycle;

/** What a server does on the first access to a tenant whose schema is older than the server. */
public enum OutdatedSchema {

    /** Migrates the schema at once; the request waits. */
    MIGRATE,

    /** Refuses until an operator has migrated the schema. */
    REFUSE
}
