package dev.tenantry.keycloak.realm;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;

/**
 * Keycloak's list of revoked tokens. All tokens of a realm out of service count as revoked. Keycloak checks the list
 * for each access token, initial access token and registration token (TokenManager.TokenRevocationCheck, 26.7).
 *
 * <p>The realm's not-before date is not enough ({@link RealmService}). Client registration does not compare it
 * (ClientRegistrationTokenUtils, 26.7). And it is compared with the time of issue in the token itself: an administrator
 * who has given the realm a signing key of their own makes tokens of any time.
 */
final class TenantRevokedTokens implements RevokedTokenProvider {

    private final KeycloakSession session;
    private final RevokedTokenProvider keycloak;

    TenantRevokedTokens(KeycloakSession session, RevokedTokenProvider keycloak) {
        this.session = session;
        this.keycloak = keycloak;
    }

    /** The context's realm has issued the token: Keycloak accepts no other realm's tokens. */
    @Override
    public boolean contains(String id) {
        return RealmService.isStopped(session.getContext().getRealm()) || keycloak.contains(id);
    }

    @Override
    public boolean put(String id, long lifespanSeconds) {
        return keycloak.put(id, lifespanSeconds);
    }

    @Override
    public void close() {
        // Keycloak closes its own provider.
    }
}
