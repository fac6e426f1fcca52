package dev.tenantry.keycloak.theme;

import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's own factory: of two factories with the same id, Keycloak takes the one with the higher order. */
public final class BrandedMailsFactory extends FreeMarkerEmailTemplateProviderFactory {

    @Override
    public int order() {
        return super.order() + 10;
    }

    @Override
    public EmailTemplateProvider create(KeycloakSession session) {
        return new BrandedMails(session);
    }
}
