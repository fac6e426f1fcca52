package dev.tenantry.realm;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;

/**
 * Keycloak's list of revoked tokens, on which all tokens are of the realm of a tenant out of service. Keycloak asks here
 * whenever it takes an access token, initial access token or registration token (TokenManager.TokenRevocationCheck, 26.7).
 *
 * <p>The realm's not-before date is not enough ({@link RealmService}). Client registration does not compare it
 * (ClientRegistrationTokenUtils, 26.7). And it is compared with the time that the token itself says it was issued at:
 * an administrator who has given the realm a signing key of their own makes tokens of any time.
 */
final class TenantRevokedTokens implements RevokedTokenProvider {

    private final KeycloakSession session;
    private final RevokedTokenProvider keycloak;

    TenantRevokedTokens(KeycloakSession session, RevokedTokenProvider keycloak) {
        this.session = session;
        this.keycloak = keycloak;
    }

    /** The context's realm is the one that issued the token: no other one's tokens are taken. */
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
        // Keycloak closes its own.
    }
}
