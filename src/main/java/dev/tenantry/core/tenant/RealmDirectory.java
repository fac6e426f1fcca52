package dev.tenantry.core.tenant;

/** What Keycloak's own database contains about a tenant's realm. */
@FunctionalInterface
public interface RealmDirectory {

    /** How the transaction that creates or removes a realm ended. */
    enum Outcome {
        EXISTS,
        MISSING,
        /** The transaction may still be running, here or on another server. */
        UNDECIDED
    }

    Outcome outcome(Tenant tenant);
}
