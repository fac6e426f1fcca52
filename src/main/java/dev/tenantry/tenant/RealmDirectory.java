package dev.tenantry.tenant;

/** What Keycloak's own database says of a tenant's realm. */
@FunctionalInterface
public interface RealmDirectory {

    /** How the transaction that creates or removes a realm has ended. */
    enum Outcome {
        EXISTS,
        MISSING,
        /** That transaction may still be under way, here or on another server. */
        UNDECIDED
    }

    Outcome outcome(Tenant tenant);
}
