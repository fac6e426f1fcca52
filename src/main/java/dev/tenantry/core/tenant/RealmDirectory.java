package dev.tenantry.core.tenant;

/** Looks up a tenant's realm in Keycloak's own database. */
@FunctionalInterface
public interface RealmDirectory {

    /** The outcome of the transaction that creates or removes a realm. */
    enum Outcome {
        EXISTS,
        MISSING,
        /** The transaction may still be running, here or on another server. */
        UNDECIDED
    }

    Outcome outcome(Tenant tenant);
}
