package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.RealmService;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Suspends, resumes, archives and restores a tenant. The tenant's state and the tenant's realm change together. A realm
 * out of service is disabled, so that Keycloak itself refuses logins on every server and accepts no token of the realm
 * ({@link RealmService}). The realm's online sessions end. Offline sessions remain stored, and become valid again when
 * the realm is back in service.
 *
 * <p>The first transaction of an operation changes the state, and disables the realm if the operation takes the tenant
 * out of service. Then the sessions end in steps, each in a transaction of its own, because a realm can have very many
 * sessions. A login that began before the realm was disabled can commit its session later, so the last transaction ends
 * such sessions too. If the tenant is back in service, the last transaction then enables the realm. Only an archiving
 * ends the sessions in the first transaction, because Keycloak can't read the sessions of an archived tenant.
 */
public final class TenantStates {

    /** The maximum number of sessions that end in one transaction. */
    private static final int STEP = 500;

    private TenantStates() {}

    /**
     * Applies the operation in Keycloak sessions of its own. If the tenant already has the new state, this method still
     * sets the schema mark and the realm as the state requires. Reason: a crash may have interrupted an earlier
     * operation after the state was changed.
     *
     * @throws TenantException (wrong state) if the state forbids the operation; (schema broken) if the operation would
     *     put a tenant with a broken schema into service
     */
    public static void apply(KeycloakSessionFactory factory, Tenant tenant, StateOperation operation) {
        if (operation.serves() && operation.changes(tenant)) {
            KeycloakModelUtils.runJobInTransaction(factory, session -> ExceptionTranslation.run(() ->
                    session.getProvider(TenantsProvider.class).lifecycle().requireWhole(tenant)));
        }
        apply(factory, tenant.realmId(), operation, null);
    }

    /** Archives the tenant. After the retention has passed, the tenant may be purged. */
    public static void archive(KeycloakSessionFactory factory, Tenant tenant, Duration retention) {
        apply(factory, tenant.realmId(), StateOperation.ARCHIVE, retention);
    }

    private static void apply(KeycloakSessionFactory factory, String realmId, StateOperation operation,
            Duration retentionOrNull) {
        KeycloakModelUtils.runJobInTransaction(factory,
                session -> change(session, realmId, operation, retentionOrNull));
        endSessions(factory, session -> {
            RealmLock.take(session, realmId);
            return endSomeSessions(session, realmId, operation);
        });
        KeycloakModelUtils.runJobInTransaction(factory, session -> finish(session, realmId, operation));
    }

    /**
     * Takes a realm out of service if the realm is in service although its tenant is suspended or archived. Then ends
     * the sessions of a suspended tenant in steps. Works in Keycloak sessions of its own. Does nothing if the tenant
     * has been resumed, restored or dropped meanwhile.
     *
     * @return true if the realm was changed; false if there was nothing to do, or if another operation on the realm is
     *     running
     */
    static boolean shut(KeycloakSessionFactory factory, Tenant found) {
        boolean shut = KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> shut(session, found));
        if (shut) {
            endSessions(factory, session -> RealmLock.tryTake(session, found.realmId())
                    ? endSomeSessions(session, found.realmId(), StateOperation.SUSPEND)
                    : 0);
        }
        return shut;
    }

    private static boolean shut(KeycloakSession session, Tenant found) {
        if (!RealmLock.tryTake(session, found.realmId())) {
            return false; // the enforcer's next run checks the realm again
        }
        if (TenantRealms.find(session, found.realmId())
                .filter(tenant -> tenant.state() == found.state())
                .isEmpty()) {
            return false;
        }
        RealmService.stop(session, TenantRealms.realm(session, found));
        return true;
    }

    /**
     * Puts the realm of an active tenant into service. Completes a resume or restore that a crash interrupted between
     * its transactions. Works in a Keycloak session of its own.
     *
     * @return false if nothing was done, because another operation on the realm is running, or because the realm's
     *     adoption is not complete
     */
    static boolean finishOpening(KeycloakSessionFactory factory, String realmId) {
        endSessions(factory, session ->
                mayOpen(session, realmId) ? endSomeSessions(session, realmId, StateOperation.RESUME) : 0);
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            boolean mayOpen = mayOpen(session, realmId);
            if (mayOpen) {
                finishLocked(session, realmId, StateOperation.RESUME);
            }
            return mayOpen;
        });
    }

    /**
     * Tries to take the realm's lock. False if another operation holds the lock, or if the realm has no component. A
     * realm without the component is being adopted: a crash interrupted the step that attaches the component and puts
     * the realm into service. The adoption's job repeats this step.
     */
    private static boolean mayOpen(KeycloakSession session, String realmId) {
        if (!RealmLock.tryTake(session, realmId)) {
            return false;
        }
        RealmModel realm = session.realms().getRealm(realmId);
        return realm != null && TenantComponents.areIn(realm);
    }

    private static void change(KeycloakSession session, String realmId, StateOperation operation,
            Duration retentionOrNull) {
        RealmLock.take(session, realmId); // of two concurrent operations, the second waits
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        Tenant tenant = TenantRealms.tenant(session, realmId);
        RealmModel realm = TenantRealms.realm(session, tenant);
        if (operation.changes(tenant)) {
            if (operation == StateOperation.RESTORE) {
                ExceptionTranslation.call(() -> tenants.lifecycle().migrate(tenant)); // the schema may be outdated
            }
            Participant change = operation == StateOperation.ARCHIVE
                    ? tenants.lifecycle().archive(tenant, retentionOrNull)
                    : tenants.lifecycle().change(tenant, operation);
            tenants.enlist(tenant.name(), change);
        } else {
            ExceptionTranslation.run(() -> tenants.lifecycle().settle(tenant));
        }
        if (operation == StateOperation.ARCHIVE) {
            close(session, realm, tenant);
        } else if (operation == StateOperation.SUSPEND) {
            RealmService.stop(session, realm);
        }
    }

    /**
     * Repeats a step, in a transaction of its own each time, until the step finds fewer than {@link #STEP} sessions.
     *
     * @param step returns the number of sessions that were found
     */
    private static void endSessions(
            KeycloakSessionFactory factory, KeycloakSessionTaskWithResult<Integer> step) {
        int found = STEP;
        while (found == STEP) {
            found = KeycloakModelUtils.runJobInTransactionWithResult(factory, step);
        }
    }

    /**
     * Ends at most {@link #STEP} of the realm's sessions. Does nothing if the realm is in service.
     *
     * @return the number of sessions that were found; 0 if none of them could be ended
     */
    private static int endSomeSessions(KeycloakSession session, String realmId, StateOperation operation) {
        return TenantRealms.find(session, realmId)
                .filter(tenant -> tenant.state() == operation.outcome() && tenant.state().canBeRead())
                .filter(tenant -> RealmService.isStoredAsStopped(session, realmId))
                .map(tenant -> OnlineSessions.tryToEnd(session, TenantRealms.realm(session, tenant), tenant, STEP))
                .orElse(0);
    }

    /**
     * Runs the last transaction. Does nothing if another operation has changed the tenant since the first
     * transaction.
     */
    private static void finish(KeycloakSession session, String realmId, StateOperation operation) {
        RealmLock.take(session, realmId);
        finishLocked(session, realmId, operation);
    }

    private static void finishLocked(KeycloakSession session, String realmId, StateOperation operation) {
        Optional<Tenant> found = TenantRealms.find(session, realmId);
        found.filter(tenant -> tenant.state() == operation.outcome()).ifPresent(tenant -> {
            RealmModel realm = TenantRealms.realm(session, tenant);
            if (operation.serves()) {
                open(session, realm);
            } else {
                close(session, realm, tenant);
            }
        });
    }

    private static void open(KeycloakSession session, RealmModel realm) {
        realm.setEnabled(true); // first, so that later reads bypass Keycloak's cache
        if (RealmService.isStopped(realm)) {
            OnlineSessions.end(session, realm, Integer.MAX_VALUE);
        }
        RealmService.start(session, realm, true);
    }

    private static void close(KeycloakSession session, RealmModel realm, Tenant tenant) {
        RealmService.stop(session, realm);
        if (tenant.state().canBeRead()) { // an archived tenant's sessions end at the restore
            OnlineSessions.tryToEnd(session, realm, tenant, Integer.MAX_VALUE);
        }
    }
}
