package dev.tenantry.keycloak.local;

import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.tenant.JobClaim;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.keycloak.storage.configuration.jpa.entity.ServerConfigEntity;

/**
 * A claim on a realm. An adoption or release can be attempted several times. Only the attempt that has the claim may
 * change the realm and the realm's users. A claim is one row in Keycloak's own database. Each transaction that needs
 * the claim locks the row until the transaction ends. The row is in the table of server settings (ServerConfigEntity,
 * 26.7), where no realm's admin can write. Rejected: a realm attribute, because the realm's admins can change it.
 */
public final class RealmClaim {

    private RealmClaim() {}

    /**
     * Claims the realm for an attempt.
     *
     * @throws LostLeaseException if a later attempt has claimed the realm
     */
    public static void take(EntityManager keycloak, String realmId, JobClaim claim) {
        Optional<ServerConfigEntity> row = locked(keycloak, realmId);
        if (row.filter(taken -> attempt(taken) > claim.attempt()).isPresent()) {
            throw new LostLeaseException();
        }
        ServerConfigEntity taken = row.orElseGet(() -> {
            ServerConfigEntity first = new ServerConfigEntity();
            first.setKey(key(realmId));
            return first;
        });
        taken.setValue(Long.toString(claim.attempt()));
        keycloak.persist(taken);
    }

    /**
     * Checks that the given attempt has the claim on the realm, and locks the claim. Any other attempt that needs the
     * claim waits until this transaction ends. Call this method before the transaction reads or writes other data.
     *
     * @throws LostLeaseException if the given attempt does not have the claim
     */
    public static void require(EntityManager keycloak, String realmId, JobClaim claim) {
        if (locked(keycloak, realmId).filter(taken -> attempt(taken) == claim.attempt()).isEmpty()) {
            throw new LostLeaseException();
        }
    }

    /** Removes the claim on the realm. Does nothing if the given attempt does not have the claim. */
    public static void end(EntityManager keycloak, String realmId, JobClaim claim) {
        locked(keycloak, realmId).filter(taken -> attempt(taken) == claim.attempt()).ifPresent(keycloak::remove);
    }

    private static Optional<ServerConfigEntity> locked(EntityManager keycloak, String realmId) {
        return Optional.ofNullable(
                keycloak.find(ServerConfigEntity.class, key(realmId), LockModeType.PESSIMISTIC_WRITE));
    }

    private static long attempt(ServerConfigEntity row) {
        return Long.parseLong(row.getValue());
    }

    private static String key(String realmId) {
        return "tenantry-adoption-" + realmId;
    }
}
