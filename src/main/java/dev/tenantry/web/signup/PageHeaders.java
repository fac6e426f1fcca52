package dev.tenantry.web.signup;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;

/**
 * The headers of the extension's pages: the realm's, but stricter. Forbids framing and caching. The referrer is kept
 * for the server's own origin: with Keycloak's {@code no-referrer} a browser would send the origin {@code null} with
 * this server's own form.
 */
final class PageHeaders {

    private PageHeaders() {}

    /** @param origins further origins of the page's scripts and frames */
    static Response on(KeycloakSession session, Response response, List<String> origins) {
        var ofRealm = session.getContext().getRealm().getBrowserSecurityHeaders();
        // Keycloak would replace these headers with the realm's.
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        Response.ResponseBuilder builder = Response.fromResponse(response);
        for (BrowserSecurityHeaders header : BrowserSecurityHeaders.values()) {
            String value = ofRealm.getOrDefault(header.getKey(), header.getDefaultValue());
            if (value != null && !value.isEmpty()) {
                builder.header(header.getHeaderName(), null).header(header.getHeaderName(), value);
            }
        }
        return only(only(only(only(builder,
                BrowserSecurityHeaders.CONTENT_SECURITY_POLICY.getHeaderName(), policy(String.join(" ", origins))),
                BrowserSecurityHeaders.X_FRAME_OPTIONS.getHeaderName(), "DENY"),
                BrowserSecurityHeaders.REFERRER_POLICY.getHeaderName(), "same-origin"),
                "Cache-Control", "no-store").build();
    }

    private static Response.ResponseBuilder only(Response.ResponseBuilder builder, String header, String value) {
        return builder.header(header, null).header(header, value);
    }

    /** Keycloak's templates have inline scripts. Escaping keeps visitors' input out of them. */
    private static String policy(String origins) {
        return "script-src 'self' 'unsafe-inline' %1$s; frame-src 'self' %1$s; frame-ancestors 'none'; "
                .formatted(origins).replace(" ;", ";")
                + "object-src 'none'; base-uri 'none'; form-action 'self'";
    }
}
