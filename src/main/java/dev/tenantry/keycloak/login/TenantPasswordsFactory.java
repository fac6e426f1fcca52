package dev.tenantry.keycloak.login;

import org.keycloak.credential.PasswordCredentialProvider;
import org.keycloak.credential.PasswordCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's own factory, which has the same id. */
public final class TenantPasswordsFactory extends PasswordCredentialProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public PasswordCredentialProvider create(KeycloakSession session) {
        return new TenantPasswords(session, super.create(session));
    }
}
