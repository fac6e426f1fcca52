package dev.tenantry.realm;

import dev.tenantry.server.TenantsProvider;
import dev.tenantry.server.Translated;
import dev.tenantry.tenant.Participant;
import dev.tenantry.tenant.StateVerb;
import dev.tenantry.tenant.Tenant;
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
 * Suspends, resumes, archives and restores: the tenant's state and its realm change together. A realm out of service is
 * disabled, so that Keycloak itself refuses logins and tokens there, on every server; its sessions end, offline ones
 * aside, which wait until the realm is enabled again.
 */
public final class TenantStates {

    private TenantStates() {}

    /**
     * In a Keycloak session of its own. Does nothing where the outcome holds already, but for making sure that the
     * realm agrees, should a crash have come between the two.
     *
     * @throws TenantException (wrong state) where the verb can't be applied
     */
    public static void apply(KeycloakSessionFactory factory, Tenant tenant, StateVerb verb) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> apply(session, tenant.realmId(), verb, null));
    }

    /** The same for {@link StateVerb#ARCHIVE}: the tenant may be purged after that time. */
    public static void archive(KeycloakSessionFactory factory, Tenant tenant, Duration retention) {
        KeycloakModelUtils.runJobInTransaction(
                factory, session -> apply(session, tenant.realmId(), StateVerb.ARCHIVE, retention));
    }

    /**
     * Disables the realm of a tenant that was found out of service, in a Keycloak session of its own, unless it is not so
     * any more: somebody may have resumed, restored or dropped it meanwhile.
     *
     * @return whether it was disabled
     */
    static boolean shut(KeycloakSessionFactory factory, Tenant found) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> shut(session, found));
    }

    private static boolean shut(KeycloakSession session, Tenant found) {
        RealmLock.take(session, found.realmId());
        Optional<Tenant> now = Translated.call(
                () -> session.getProvider(TenantsProvider.class).registry().find(found.realmId()));
        if (now.filter(tenant -> tenant.state() == found.state()).isEmpty()) {
            return false;
        }
        close(session, TenantRealms.realm(session, found), found);
        return true;
    }

    private static void apply(KeycloakSession session, String realmId, StateVerb verb, Duration retentionOrNull) {
        RealmLock.take(session, realmId); // of two verbs at once the second sees what the first has done
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        Tenant tenant = TenantRealms.tenant(session, realmId);
        RealmModel realm = TenantRealms.realm(session, tenant);
        if (verb.changes(tenant)) {
            if (verb == StateVerb.RESTORE) {
                Translated.call(() -> tenants.lifecycle().migrate(tenant)); // it has missed some while it was away
            }
            Participant change = verb == StateVerb.ARCHIVE
                    ? tenants.lifecycle().archive(tenant, retentionOrNull)
                    : tenants.lifecycle().change(tenant, verb);
            tenants.enlist(tenant.name(), change);
        }
        if (!verb.serves()) {
            close(session, realm, tenant);
        } else if (!realm.isEnabled()) {
            realm.setEnabled(true);
        }
    }

    private static void close(KeycloakSession session, RealmModel realm, Tenant tenant) {
        realm.setEnabled(false); // whatever Keycloak's cache says of it
        if (tenant.state().canBeRead()) { // of an archived one they have ended long ago
            endSessions(session, realm);
        }
    }

    /** One by one: at once, Keycloak ends the offline ones with them (PersistentUserSessionProvider, 26.7). */
    private static void endSessions(KeycloakSession session, RealmModel realm) {
        session.getContext().setRealm(realm);
        List<UserSessionModel> online = session.sessions().readOnlyStreamUserSessions(realm).toList();
        online.stream()
                .map(found -> session.sessions().getUserSession(realm, found.getId()))
                .filter(Objects::nonNull) // has ended by itself
                .forEach(found -> session.sessions().removeUserSession(realm, found));
        if (UserStorageUtil.userCache(session) != null) {
            UserStorageUtil.userCache(session).evict(realm);
        }
    }
}
