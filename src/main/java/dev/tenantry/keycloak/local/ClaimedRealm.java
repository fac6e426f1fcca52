package dev.tenantry.keycloak.local;

import dev.tenantry.core.tenant.JobClaim;
import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** A realm, and the claim of one attempt to adopt or release the realm. Thread-safe. */
record ClaimedRealm(KeycloakSessionFactory factory, String realmId, JobClaim claim) {

    /**
     * Runs work in a Keycloak transaction.
     *
     * @throws dev.tenantry.core.job.LostLeaseException if a later attempt has claimed the realm
     */
    <T> T transaction(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
            RealmClaim.require(keycloak, realmId, claim);
            return work.apply(keycloak);
        });
    }
}
