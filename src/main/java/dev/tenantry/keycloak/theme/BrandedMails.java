package dev.tenantry.keycloak.theme;

import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Keycloak's mails. Passes the realm's branding to the mail templates. */
final class BrandedMails extends FreeMarkerEmailTemplateProvider {

    BrandedMails(KeycloakSession session) {
        super(session);
    }

    @Override
    public EmailTemplateProvider setRealm(RealmModel realm) {
        setAttribute("branding", RealmBranding.forTemplates(realm));
        return super.setRealm(realm);
    }
}
