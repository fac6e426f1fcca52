package dev.tenantry.tenant;

/** What a server does with a tenant whose schema is behind it, when somebody wants in. */
public enum OutdatedSchema {

    /** Migrates it there and then; that one request waits. */
    MIGRATE,

    /** Refuses until somebody else has migrated it. */
    REFUSE
}
