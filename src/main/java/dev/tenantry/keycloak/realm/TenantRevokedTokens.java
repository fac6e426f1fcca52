package dev.tenantry.keycloak.realm;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;

/**
 * Keycloak's list of revoked tokens. In addition to the tokens in Keycloak's list, all tokens of a realm out of service
 * count as revoked. Keycloak checks the list for each access token, initial access token and registration token
 * (TokenManager.TokenRevocationCheck, 26.7).
 *
 * <p>The realm's not-before date alone ({@link RealmService}) is not enough. Client registration does not check that
 * date (ClientRegistrationTokenUtils, 26.7). Other APIs compare the date with the time of issue in the token. An
 * administrator who has added their own signing key to the realm can sign tokens with any time of issue.
 */
final class TenantRevokedTokens implements RevokedTokenProvider {

    private final KeycloakSession session;
    private final RevokedTokenProvider keycloak;

    TenantRevokedTokens(KeycloakSession session, RevokedTokenProvider keycloak) {
        this.session = session;
        this.keycloak = keycloak;
    }

    /**
     * True if the token is revoked. All tokens are revoked if the context's realm is out of service. The context's
     * realm has issued the token, because Keycloak accepts no tokens of other realms.
     */
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
        // Nothing to close: Keycloak itself closes the provider to which this class delegates.
    }
}
