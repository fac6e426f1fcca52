package dev.tenantry.keycloak.operations;

import dev.tenantry.keycloak.access.AccessGrants;
import dev.tenantry.keycloak.access.AccessRole;
import dev.tenantry.keycloak.realm.LockTimeout;
import dev.tenantry.keycloak.realm.MasterRealm;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Ends access grants whose time is over. Each server runs this task every {@link #PERIOD}. The task is not a part of
 * maintenance, because a maintenance task waits until all earlier maintenance tasks have ended. If several servers run
 * the task at once, the server that first locks the grant's role ends the grant.
 */
public final class AccessExpiry implements Runnable {

    public static final Duration PERIOD = Duration.ofSeconds(5);

    /**
     * How long the look-up and the end of a grant wait for each lock, for example if a server hangs in the middle of a grant. The
     * timeout is short, because the same thread also compares the tenant cache with the registry.
     */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(AccessExpiry.class);

    /**
     * Finds grants. Searches only the roles of management clients in master, because a tenant's admin can create roles
     * with the same names in the tenant's realm.
     */
    private static final String GRANTS = "select a.role.id, r.name, a.value from RoleAttributeEntity a, RealmEntity r"
            + " where a.name = :until and a.role.name like '" + AccessRole.PREFIX + "%'"
            + " and a.role.realmId = :master and a.role.clientId = r.masterAdminClient";

    private record Grant(String roleId, String tenant, String until) {

        boolean isOver() {
            return !AccessRole.time(until).isAfter(AccessGrants.now());
        }
    }

    private final KeycloakSessionFactory factory;

    public AccessExpiry(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Ends all grants whose time is over. If one grant can't be ended, continues with the next. */
    @Override
    public void run() {
        try {
            KeycloakModelUtils.runJobInTransactionWithResult(factory, AccessExpiry::lookUp).stream()
                    .filter(Grant::isOver)
                    .forEach(this::end);
        } catch (RuntimeException failure) {
            LOG.errorf("Expired access could not be looked up: %s. The server retries in %d s",
                    failure.getClass().getName(), PERIOD.toSeconds());
        }
    }

    private static List<Grant> lookUp(KeycloakSession session) {
        LockTimeout.set(session, LOCK_TIMEOUT);
        return grants(session);
    }

    private static List<Grant> grants(KeycloakSession session) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        return keycloak.createQuery(GRANTS, Object[].class)
                .setParameter("until", AccessRole.UNTIL)
                .setParameter("master", MasterRealm.of(session).getId())
                .getResultList()
                .stream()
                .map(row -> new Grant((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    private void end(Grant grant) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> new TenantOperations(session).expireAccess(
                    grant.tenant(),
                    () -> KeycloakModelUtils.runJobInTransaction(factory, own -> endIfStillOver(own, grant))));
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Expired access to tenant %s could not be taken back; the server retries in %d s",
                    grant.tenant(), PERIOD.toSeconds());
        }
    }

    /**
     * Locks the grant, checks again that its time is over, and ends the grant. After this server found the grant,
     * another server may have ended the grant, or an operator may have prolonged the grant.
     */
    private static void endIfStillOver(KeycloakSession session, Grant grant) {
        RealmModel master = MasterRealm.of(session);
        session.getContext().setRealm(master); // Keycloak's user storage needs a realm
        LockTimeout.set(session, LOCK_TIMEOUT);
        if (AccessRole.lock(session, grant.roleId())) {
            Optional<Grant> now = grants(session).stream()
                    .filter(found -> found.roleId().equals(grant.roleId()) && found.isOver())
                    .findFirst();
            now.ifPresent(over -> {
                RoleModel role = session.roles().getRoleById(master, over.roleId());
                AccessGrants.end(session, over.tenant(), role);
            });
        }
    }
}
