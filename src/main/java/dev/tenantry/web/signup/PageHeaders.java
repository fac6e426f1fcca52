package dev.tenantry.web.signup;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;

/**
 * Sets the headers of the extension's pages. These are the realm's headers, except that framing and caching are always
 * forbidden. The referrer policy is {@code same-origin}: with Keycloak's {@code no-referrer}, a browser would set a
 * form's Origin header to {@code null}.
 */
final class PageHeaders {

    private PageHeaders() {}

    /** @param origins further origins from which the page may load scripts and frames */
    static Response on(KeycloakSession session, Response response, List<String> origins) {
        var ofRealm = session.getContext().getRealm().getBrowserSecurityHeaders();
        // Disables Keycloak's own headers, since Keycloak would overwrite the headers below with the realm's headers.
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

    /**
     * Returns the content security policy. It permits inline scripts, since Keycloak's templates contain inline
     * scripts. The templates escape visitors' input, so that input can't become a script.
     */
    private static String policy(String origins) {
        return "script-src 'self' 'unsafe-inline' %1$s; frame-src 'self' %1$s; frame-ancestors 'none'; "
                .formatted(origins).replace(" ;", ";")
                + "object-src 'none'; base-uri 'none'; form-action 'self'";
    }
}
