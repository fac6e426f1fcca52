package dev.tenantry.realm;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Takes the realm of a tenant out of service, and puts the realm back into service, in the session's transaction.
 *
 * <p>To disable the realm is not enough: the admin API, the account API and userinfo accept the tokens of a disabled
 * realm (AppAuthManager, UserInfoEndpoint, 26.7). They refuse tokens that were issued before the realm's not-before
 * date. The date is set to one that no token reaches: the date of today would let tokens pass that were issued in the
 * same second, or by a login that began before the realm was disabled and ended later. All tokens of such a realm count
 * as revoked too ({@link TenantRevokedTokens}). The former date is kept in the registry, where the tenant's own
 * administrators can't write.
 */
final class RealmService {

    /** In 2038, the last date that Keycloak can store. */
    static final int NO_TOKEN = Integer.MAX_VALUE;

    private RealmService() {}

    /** Can be repeated. The tenant must be in the registry. */
    static void stop(KeycloakSession session, RealmModel realm) {
        realm.setEnabled(false); // first: from here on the realm is read from the database, past Keycloak's cache
        if (!isStopped(realm)) {
            int notBefore = realm.getNotBefore();
            // Before Keycloak commits: a realm without a date that could be put back must not be.
            ExceptionTranslation.run(() -> tenants(session).registry().setNotBefore(realm.getId(), notBefore));
            realm.setNotBefore(NO_TOKEN);
        }
    }

    /**
     * Puts the former not-before date back; the current time if the registry has none, so that no token that was revoked
     * is good again.
     */
    static void start(KeycloakSession session, RealmModel realm, boolean enabled) {
        realm.setEnabled(enabled);
        if (isStopped(realm)) {
            realm.setNotBefore(formerNotBefore(session, realm));
        }
    }

    static boolean isStopped(RealmModel realm) {
        return realm.getNotBefore() == NO_TOKEN;
    }

    /** The not-before date that the realm has, or had before it was stopped. */
    static int formerNotBefore(KeycloakSession session, RealmModel realm) {
        return isStopped(realm)
                ? ExceptionTranslation.call(() -> tenants(session).registry().notBefore(realm.getId()))
                        .orElseGet(() -> Math.toIntExact(Time.currentTimeMillis() / 1000))
                : realm.getNotBefore();
    }

    private static TenantsProvider tenants(KeycloakSession session) {
        return session.getProvider(TenantsProvider.class);
    }
}
