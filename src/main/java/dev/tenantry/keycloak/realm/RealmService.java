package dev.tenantry.keycloak.realm;

import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Takes the realm of a tenant out of service, and puts the realm back into service. All changes are made in the
 * session's transaction.
 *
 * <p>Disabling the realm is not enough: the admin API, the account API and userinfo accept the tokens of a disabled
 * realm (AppAuthManager, UserInfoEndpoint, 26.7). These APIs refuse tokens that were issued before the realm's
 * not-before date. So this class sets the date to a time in the far future. The current time would not be enough: a
 * token would still be valid if it was issued in the current second, or by a login that began before the realm was
 * disabled and ended later.
 *
 * <p>In addition, all tokens of a realm out of service count as revoked ({@link TenantRevokedTokens}). The not-before
 * date that the realm had before is stored in the registry, where the tenant's own administrators can't change the
 * date.
 */
public final class RealmService {

    /**
     * The not-before date of a realm that is out of service. This date, in January 2038, is the last that Keycloak can
     * store.
     */
    public static final int NO_TOKEN = Integer.MAX_VALUE;

    private RealmService() {}

    /** Takes the realm out of service. Repeatable. The realm's tenant must already be in the registry. */
    public static void stop(KeycloakSession session, RealmModel realm) {
        realm.setEnabled(false); // first, so that later reads bypass Keycloak's cache
        if (!isStopped(realm)) {
            int notBefore = realm.getNotBefore();
            // The registry commits the present not-before date before Keycloak's transaction commits the new date. So
            // the registry has the former date of every realm that is out of service.
            ExceptionTranslation.run(() -> tenants(session).registry().setNotBefore(realm.getId(), notBefore));
            realm.setNotBefore(NO_TOKEN);
        }
    }

    /**
     * Puts the realm into service and restores the former not-before date. If the registry has no former date, sets the
     * current time, so that no revoked token becomes valid again.
     */
    public static void start(KeycloakSession session, RealmModel realm, boolean enabled) {
        realm.setEnabled(enabled);
        if (isStopped(realm)) {
            realm.setNotBefore(formerNotBefore(session, realm));
        }
    }

    public static boolean isStopped(RealmModel realm) {
        return realm.getNotBefore() == NO_TOKEN;
    }

    /**
     * Returns true if the realm is out of service in Keycloak's database. Unlike {@link #isStopped}, this method does
     * not use Keycloak's cache. The cache is stale for a moment after another server has put the realm into service.
     */
    public static boolean isStoredAsStopped(KeycloakSession session, String realmId) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("select r.notBefore from RealmEntity r where r.id = :id", Integer.class)
                .setParameter("id", realmId)
                .getResultStream()
                .anyMatch(notBefore -> notBefore == NO_TOKEN);
    }

    /**
     * Returns the realm's not-before date. If the realm is out of service, returns the date that the realm had when it
     * was last in service.
     */
    public static int formerNotBefore(KeycloakSession session, RealmModel realm) {
        return isStopped(realm)
                ? ExceptionTranslation.call(() -> tenants(session).registry().notBefore(realm.getId()))
                        .orElseGet(() -> Math.toIntExact(Time.currentTimeMillis() / 1000))
                : realm.getNotBefore();
    }

    private static TenantsProvider tenants(KeycloakSession session) {
        return session.getProvider(TenantsProvider.class);
    }
}
