package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.RealmDirectory;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.RealmFact.Component;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantStorageProviderFactory;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Reads tenants' realms from Keycloak's database, not from Keycloak's caches. */
public final class KeycloakRealms implements RealmDirectory {

    /**
     * The maximum duration of a Keycloak transaction: twice Keycloak's own time limit, because Tenantry gives a restore
     * this longer limit.
     */
    public static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    private final KeycloakSessionFactory factory;

    public KeycloakRealms(KeycloakSessionFactory factory) {
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

    /** Returns facts about all realms, both tenants' realms and standard realms. Uses two queries. */
    public List<RealmFact> facts() {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
            Map<String, Component> components = keycloak.createQuery("""
                            select c.realm.id, max(e.value) from ComponentEntity c
                            left join ComponentConfigEntity e on e.component = c and e.name = 'enabled'
                            where c.providerId = :tenantry group by c.realm.id""", Object[].class)
                    .setParameter("tenantry", TenantStorageProviderFactory.ID)
                    .getResultStream()
                    .collect(Collectors.toMap(row -> (String) row[0], row -> component((String) row[1])));
            return keycloak.createQuery("select r.id, r.name, r.enabled from RealmEntity r", Object[].class)
                    .getResultStream()
                    .map(row -> new RealmFact(
                            (String) row[0],
                            (String) row[1],
                            (Boolean) row[2],
                            components.getOrDefault((String) row[0], Component.MISSING)))
                    .toList();
        });
    }

    /**
     * Returns the component's state. A component without the option {@code enabled} is enabled
     * (CacheableStorageProviderModel, 26.7).
     */
    private static Component component(String enabled) {
        return "false".equals(enabled) ? Component.DISABLED : Component.ENABLED;
    }

    /**
     * True if the Keycloak transaction of the tenant's last change has ended. Tries to take the realm's lock, which
     * that transaction holds. If locks are not available, true if the change is older than {@link
     * #LONGEST_TRANSACTION}.
     */
    private static boolean isDecided(KeycloakSession session, Tenant tenant) {
        return RealmLock.isAvailable()
                ? RealmLock.tryTake(session, tenant.realmId())
                : session.getProvider(TenantsProvider.class)
                        .registry()
                        .isUnchangedFor(tenant.realmId(), LONGEST_TRANSACTION);
    }
}
