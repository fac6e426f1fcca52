package dev.tenantry.keycloak.theme;

import jakarta.ws.rs.core.UriBuilder;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.forms.login.LoginFormsPages;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/** Keycloak's login pages. Passes the realm's branding to the page templates. */
final class BrandedPages extends FreeMarkerLoginFormsProvider {

    BrandedPages(KeycloakSession session) {
        super(session);
    }

    @Override
    protected void createCommonAttributes(
            Theme theme, Locale locale, Properties messages, UriBuilder baseUri, LoginFormsPages page) {
        super.createCommonAttributes(theme, locale, messages, baseUri, page);
        if (realm != null) {
            attributes.put("branding", RealmBranding.forTemplates(realm));
        }
    }
}
