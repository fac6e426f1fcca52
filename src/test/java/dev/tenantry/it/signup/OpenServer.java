package dev.tenantry.it.signup;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;

/** A server with sign-up in five languages. It trusts a proxy's headers, so that visitors have different addresses. */
final class OpenServer {

    /** The number of forms that a sender may send within {@link #PERIOD_SECONDS}. */
    static final int LIMIT = 30;

    static final int PERIOD_SECONDS = 20;

    static final String TERMS = "https://platform.test/terms";

    private static KeycloakUnderTest started;

    private OpenServer() {}

    static synchronized KeycloakUnderTest get() {
        if (started == null) {
            started = inFiveLanguages(KeycloakUnderTest.another("sign-up", settings -> settings
                    .withOption("hostname", "localhost")
                    .withOption("proxy-headers", "xforwarded")
                    .withOption("spi-tenants--default--sign-up", "true")
                    .withOption("spi-tenants--default--sign-up-terms", TERMS)
                    .withOption("spi-tenants--default--find-tenant", "true")
                    .withOption("spi-tenants--default--form-limit", String.valueOf(LIMIT))
                    .withOption("spi-tenants--default--form-limit-period", String.valueOf(PERIOD_SECONDS))));
        }
        return started;
    }

    static KeycloakUnderTest inFiveLanguages(KeycloakUnderTest keycloak) {
        Answer answer = keycloak.admin().put("/master", Map.of(
                "internationalizationEnabled", true,
                "supportedLocales", List.of("de", "en", "es", "fr", "pt"),
                "defaultLocale", "en"));
        answer.requiring(204);
        return keycloak;
    }
}
