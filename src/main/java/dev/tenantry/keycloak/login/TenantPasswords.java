package dev.tenantry.keycloak.login;

import dev.tenantry.keycloak.session.Refusal;
import dev.tenantry.keycloak.user.PasswordChange;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.PasswordCredentialProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Keycloak's provider of passwords, with one difference: a request to set a password fails with a 503 if the database
 * is unavailable, and with a 404 if the user has been removed. Keycloak's own provider turns each failure into a
 * ModelException, which Keycloak's admin API answers with a 400 (PasswordCredentialProvider.createCredential, 26.7).
 * Also tells the store when a password is new ({@link PasswordChange}).
 */
final class TenantPasswords extends PasswordCredentialProvider {

    private final PasswordCredentialProvider keycloak;

    /**
     * @param keycloak Keycloak's own provider. This provider validates passwords, so that Keycloak's metric counts each
     *     validation if Keycloak's options enable the metric
     */
    TenantPasswords(KeycloakSession session, PasswordCredentialProvider keycloak) {
        super(session, null, false, false, false, false, false);
        this.keycloak = keycloak;
    }

    @Override
    public boolean createCredential(RealmModel realm, UserModel user, String password) {
        return Refusal.unwrapped(() -> super.createCredential(realm, user, password));
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, PasswordCredentialModel password) {
        return PasswordChange.run(session, () -> super.createCredential(realm, user, password));
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return keycloak.isValid(realm, user, input);
    }
}
