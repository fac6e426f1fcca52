package dev.tenantry.web.console;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.common.Version;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;

/**
 * Serves the console's page and files. All users get the same page: its scripts fetch the data with the user's token.
 */
public class ConsolePage {

    /**
     * The page's content security policy. Allows scripts, styles and requests of the page's own origin only. Forbids
     * inline scripts and styles, and framing. {@code data:} is needed for icons in PatternFly's style sheet. The
     * directives for Trusted Types forbid scripts to turn text into markup. No script of the console does so.
     */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private final KeycloakSession session;

    public ConsolePage(KeycloakSession session) {
        this.session = session;
    }

    @GET
    public Response page() {
        if (session.getContext().getUri().getPath().endsWith("/")) {
            throw new NotFoundException(); // with a slash at the end, the page's relative links would be wrong
        }
        // Disables Keycloak's own headers, since Keycloak would overwrite the page's policy with the realm's policy,
        // which allows more.
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        Response.ResponseBuilder answer = Response.ok(html(), MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "none")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache");
        Map<String, String> ofRealm = session.getContext().getRealm().getBrowserSecurityHeaders();
        BrowserSecurityHeaders transport = BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY;
        String value = ofRealm.getOrDefault(transport.getKey(), transport.getDefaultValue());
        return value == null || value.isEmpty()
                ? answer.build()
                : answer.header(transport.getHeaderName(), value).build();
    }

    /**
     * Returns the page's HTML. The page also loads resources of Keycloak. Their addresses contain Keycloak's resources
     * version: browsers cache the resources forever, so a new version needs new addresses.
     */
    private static String html() {
        return ConsoleFile.PAGE.text().replace("{resources}", "../../../resources/" + Version.RESOURCES_VERSION);
    }

    /**
     * Serves a script or style sheet. Browsers may cache the file, but must revalidate it each time, since a new JAR
     * may contain a new version of the file.
     */
    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String name, @Context Request request) {
        ConsoleFile file = ConsoleFile.find(name).orElseThrow(NotFoundException::new);
        EntityTag tag = new EntityTag(file.digest());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged != null ? unchanged : Response.ok(file.text(), file.type());
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
