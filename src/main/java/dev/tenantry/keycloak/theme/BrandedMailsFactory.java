package dev.tenantry.keycloak.theme;

import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Replaces Keycloak's own factory under its id: of two factories with one id, Keycloak takes the higher order. */
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
