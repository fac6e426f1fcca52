package dev.tenantry.keycloak.realm;

import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Takes the realm of a tenant out of service, and puts the realm back into service, in the session's transaction.
 *
 * <p>Disabling the realm is not enough: the admin API, the account API and userinfo accept the tokens of a disabled
 * realm (AppAuthManager, UserInfoEndpoint, 26.7). They refuse tokens that were issued before the realm's not-before
 * date. The date is set to one that no token reaches. With the current time, two kinds of tokens would pass: those
 * issued in that second, and those of a login that began before the realm was disabled and ended later. All tokens of
 * such a realm count as revoked too ({@link TenantRevokedTokens}). The registry keeps the former date, because the
 * tenant's own administrators can't write there.
 */
public final class RealmService {

    /** In 2038, the last date that Keycloak can store. */
    public static final int NO_TOKEN = Integer.MAX_VALUE;

    private RealmService() {}

    /** Takes the realm out of service. Repeatable. The tenant must be in the registry. */
    public static void stop(KeycloakSession session, RealmModel realm) {
        realm.setEnabled(false); // first: later reads bypass Keycloak's cache
        if (!isStopped(realm)) {
            int notBefore = realm.getNotBefore();
            // Before Keycloak commits: no realm may be stopped without a date to put back.
            ExceptionTranslation.run(() -> tenants(session).registry().setNotBefore(realm.getId(), notBefore));
            realm.setNotBefore(NO_TOKEN);
        }
    }

    /**
     * Puts the former not-before date back. If the registry has none, sets the current time, so that no revoked token
     * becomes valid again.
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

    /** Returns the realm's not-before date, or its date before the realm was stopped. */
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
