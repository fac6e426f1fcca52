package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.lifecycle.StateOperation;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.RealmService;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStorageUtil;

/**
 * Suspends, resumes, archives and restores a tenant. The tenant's state and the tenant's realm change together. A realm
 * out of service is disabled, so that Keycloak itself refuses logins on every server and accepts no token of the realm
 * ({@link RealmService}). The realm's online sessions end. Offline sessions remain stored, and become valid again when
 * the realm is back in service.
 *
 * <p>Each operation has two transactions. A login that began before the realm was disabled can commit its session after
 * the first transaction has ended the realm's sessions. So a suspension ends the sessions again in the second
 * transaction. A resume or restore ends the remaining sessions in the second transaction, and then puts the realm into
 * service. A restore can't end sessions in the first transaction, because Keycloak can't read the sessions of a tenant
 * that is still archived.
 */
public final class TenantStates {

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

    /** Resumes a tenant that was suspended for a repair. Does not check the schema, which may still be broken. */
    public static void resumeUnchecked(KeycloakSessionFactory factory, Tenant tenant) {
        apply(factory, tenant.realmId(), StateOperation.RESUME, null);
    }

    /** Archives the tenant. After the retention has passed, the tenant may be purged. */
    public static void archive(KeycloakSessionFactory factory, Tenant tenant, Duration retention) {
        apply(factory, tenant.realmId(), StateOperation.ARCHIVE, retention);
    }

    private static void apply(KeycloakSessionFactory factory, String realmId, StateOperation operation,
            Duration retentionOrNull) {
        KeycloakModelUtils.runJobInTransaction(factory,
                session -> change(session, realmId, operation, retentionOrNull));
        KeycloakModelUtils.runJobInTransaction(factory, session -> finish(session, realmId, operation));
    }

    /**
     * Takes a realm out of service if the realm is in service although its tenant is suspended or archived. Works in a
     * Keycloak session of its own. Does nothing if the tenant has been resumed, restored or dropped meanwhile.
     *
     * @return true if the realm was changed; false if there was nothing to do, or if another operation on the realm is
     *     running
     */
    static boolean shut(KeycloakSessionFactory factory, Tenant found) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> shut(session, found));
    }

    private static boolean shut(KeycloakSession session, Tenant found) {
        if (!RealmLock.tryTake(session, found.realmId())) {
            return false; // the enforcer's next run checks the realm again
        }
        if (now(session, found.realmId()).filter(tenant -> tenant.state() == found.state()).isEmpty()) {
            return false;
        }
        close(session, TenantRealms.realm(session, found), found);
        return true;
    }

    /**
     * Puts the realm of an active tenant into service. Completes a resume or restore that a crash interrupted between
     * its two transactions. Works in a Keycloak session of its own.
     *
     * @return false if nothing was done, because another operation on the realm is running
     */
    static boolean finishOpening(KeycloakSessionFactory factory, String realmId) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            boolean locked = RealmLock.tryTake(session, realmId);
            if (locked) {
                finishLocked(session, realmId, StateOperation.RESUME);
            }
            return locked;
        });
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
        if (!operation.serves()) {
            close(session, realm, tenant);
        }
    }

    /**
     * Runs the second transaction. Does nothing if another operation has changed the tenant since the first
     * transaction.
     */
    private static void finish(KeycloakSession session, String realmId, StateOperation operation) {
        RealmLock.take(session, realmId);
        finishLocked(session, realmId, operation);
    }

    private static void finishLocked(KeycloakSession session, String realmId, StateOperation operation) {
        now(session, realmId).filter(tenant -> tenant.state() == operation.outcome()).ifPresent(tenant -> {
            RealmModel realm = TenantRealms.realm(session, tenant);
            if (operation.serves()) {
                open(session, realm);
            } else {
                close(session, realm, tenant);
            }
        });
    }

    private static Optional<Tenant> now(KeycloakSession session, String realmId) {
        return ExceptionTranslation.call(
                () -> session.getProvider(TenantsProvider.class).registry().find(realmId));
    }

    private static void open(KeycloakSession session, RealmModel realm) {
        realm.setEnabled(true); // first, so that later reads bypass Keycloak's cache
        if (RealmService.isStopped(realm)) {
            endSessions(session, realm);
        }
        RealmService.start(session, realm, true);
    }

    private static void close(KeycloakSession session, RealmModel realm, Tenant tenant) {
        RealmService.stop(session, realm);
        if (tenant.state().canBeRead()) { // an archived tenant's sessions end at the restore
            endSessions(session, realm);
        }
    }

    /**
     * Ends the online sessions one by one. Keycloak's method that ends all sessions of a realm would end offline
     * sessions too (PersistentUserSessionProvider, 26.7).
     */
    private static void endSessions(KeycloakSession session, RealmModel realm) {
        session.getContext().setRealm(realm);
        List<UserSessionModel> online = session.sessions().readOnlyStreamUserSessions(realm).toList();
        online.stream()
                .map(found -> session.sessions().getUserSession(realm, found.getId()))
                .filter(Objects::nonNull) // the session has ended meanwhile
                .forEach(found -> session.sessions().removeUserSession(realm, found));
        if (UserStorageUtil.userCache(session) != null) {
            UserStorageUtil.userCache(session).evict(realm);
        }
    }
}
