package dev.tenantry.keycloak.theme;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's own factory: of two factories with the same id, Keycloak takes the one with the higher order. */
public final class BrandedPagesFactory extends FreeMarkerLoginFormsProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public LoginFormsProvider create(KeycloakSession session) {
        return new BrandedPages(session);
    }
}
