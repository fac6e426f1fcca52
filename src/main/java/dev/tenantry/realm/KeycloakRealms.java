package dev.tenantry.realm;

import dev.tenantry.tenant.RealmDirectory;
import dev.tenantry.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Asks Keycloak's database, past its caches, whether a tenant's realm is there. */
final class KeycloakRealms implements RealmDirectory {

    /** Well over Keycloak's limit for a transaction, 5 minutes: what is older can't be under way any more. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    private final KeycloakSessionFactory factory;

    KeycloakRealms(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Outcome outcome(Tenant tenant) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            if (!isDecided(session, tenant)) {
                return Outcome.UNDECIDED;
            }
            return session.getProvider(JpaConnectionProvider.class)
                                    .getEntityManager()
                                    .find(RealmEntity.class, tenant.realmId())
                            == null
                    ? Outcome.MISSING
                    : Outcome.EXISTS;
        });
    }

    private static boolean isDecided(KeycloakSession session, Tenant tenant) {
        return RealmLock.isAvailable()
                ? RealmLock.tryTake(session, tenant.realmId())
                : tenant.createdAt().isBefore(Instant.now().minus(LONGEST_TRANSACTION));
    }
}
