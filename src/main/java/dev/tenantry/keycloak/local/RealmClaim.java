package dev.tenantry.keycloak.local;

import dev.tenantry.core.adoption.Claim;
import dev.tenantry.core.adoption.LostClaimException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.keycloak.storage.configuration.jpa.entity.ServerConfigEntity;

/**
 * The claim of one attempt of an adoption or release on a realm and its users, in Keycloak's own database. The claim is
 * one row, which each writing transaction locks until its end. The row is among the settings of the server
 * (ServerConfigEntity, 26.7), since no realm's admin can write there, unlike the realm's attributes.
 */
public final class RealmClaim {

    private RealmClaim() {}

    /**
     * Gives the realm to an attempt.
     *
     * @throws LostClaimException if a later attempt has it
     */
    public static void take(EntityManager keycloak, String realmId, Claim claim) {
        Optional<ServerConfigEntity> row = locked(keycloak, realmId);
        if (row.filter(taken -> attempt(taken) > claim.attempt()).isPresent()) {
            throw new LostClaimException();
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
     * Requires the claim, and keeps later attempts waiting until the transaction ends. Call before the transaction
     * reads or writes other data.
     *
     * @throws LostClaimException unless this attempt has the realm
     */
    public static void require(EntityManager keycloak, String realmId, Claim claim) {
        if (locked(keycloak, realmId).filter(taken -> attempt(taken) == claim.attempt()).isEmpty()) {
            throw new LostClaimException();
        }
    }

    /** Removes the claim. */
    public static void end(EntityManager keycloak, String realmId, Claim claim) {
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
