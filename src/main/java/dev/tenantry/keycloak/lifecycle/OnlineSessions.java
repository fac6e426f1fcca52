package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.Tenant;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.storage.UserStorageUtil;

/**
 * Ends the online sessions of a realm, one by one. Keycloak's method that ends all sessions of a realm would end offline
 * sessions too (PersistentUserSessionProvider, 26.7).
 */
final class OnlineSessions {

    private static final Logger LOG = Logger.getLogger(OnlineSessions.class);

    private OnlineSessions() {}

    /**
     * Ends at most {@code max} sessions. Fails if Keycloak can't read the user of a session.
     *
     * @return the number of sessions that were found; 0 if none of them could be ended
     */
    static int end(KeycloakSession session, RealmModel realm, int max) {
        session.getContext().setRealm(realm);
        List<UserSessionModel> online = session.sessions().readOnlyStreamUserSessions(realm).limit(max).toList();
        List<UserSessionModel> ended = online.stream()
                .map(found -> session.sessions().getUserSession(realm, found.getId()))
                .filter(Objects::nonNull) // the session has ended meanwhile
                .toList();
        ended.forEach(found -> session.sessions().removeUserSession(realm, found));
        if (UserStorageUtil.userCache(session) != null) {
            UserStorageUtil.userCache(session).evict(realm);
        }
        return ended.isEmpty() ? 0 : online.size();
    }

    /**
     * Does the same as {@link #end} for a realm that is out of service, but logs a warning if Keycloak can't read the
     * users, for example because the schema is missing. The remaining sessions are harmless. Keycloak accepts no token
     * that was issued before the realm's not-before date. A resume, restore or release ends these sessions.
     *
     * @return the number of sessions that were found; 0 if none of them could be ended
     */
    static int tryToEnd(KeycloakSession session, RealmModel realm, Tenant tenant, int max) {
        try {
            return end(session, realm, max);
        } catch (RuntimeException failure) {
            LOG.warnf("Tenant %s: sessions remain stored, but are invalid. Keycloak could not end the sessions: %s", tenant.name(),
                    failure.getMessage());
            return 0;
        }
    }
}
