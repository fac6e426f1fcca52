package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FormTokens;
import dev.tenantry.core.signup.SenderAddress;
import dev.tenantry.keycloak.config.SignUpSettings;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.util.LocaleUtil;

/** A request for one of the public pages. Not thread-safe. */
record PageRequest(KeycloakSession session) {

    /**
     * The maximum time between showing a form and sending the form. After this time, the page shows the form again with
     * the visitor's input.
     */
    private static final Duration FORM_LIFESPAN = Duration.ofHours(4);

    /**
     * Returns a request for a page in realm master, in the visitor's language. Answers 404 if the page is disabled, or
     * if the realm is not master.
     */
    static PageRequest inMaster(KeycloakSession session, boolean enabled) {
        if (!enabled || !RealmManager.isAdministrationRealm(session.getContext().getRealm())) {
            throw new NotFoundException();
        }
        return in(session);
    }

    /**
     * Returns a request for a page in any realm. Accepts plain HTTP only if the realm's own login page accepts plain
     * HTTP.
     */
    static PageRequest in(KeycloakSession session) {
        KeycloakContext context = session.getContext();
        if (!"https".equals(context.getUri().getBaseUri().getScheme())
                && context.getRealm().getSslRequired().isRequired(context.getConnection())) {
            throw new ErrorPageException(session, Response.Status.FORBIDDEN, Messages.HTTPS_REQUIRED);
        }
        LocaleUtil.processLocaleParam(session, session.getContext().getRealm(), null);
        return new PageRequest(session);
    }

    static SignUpSettings settings(KeycloakSession session) {
        return session.getProvider(TenantsProvider.class).settings().signUp();
    }

    TenantsProvider tenants() {
        return session.getProvider(TenantsProvider.class);
    }

    SignUpSettings settings() {
        return settings(session);
    }

    Locale locale() {
        return session.getContext().resolveLocale(null);
    }

    /** Returns the fields of the sent form. */
    MultivaluedMap<String, String> fields() {
        return session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    String senderAddress() {
        return session.getContext().getConnection().getRemoteHost();
    }

    /**
     * Returns the networks that contain the sender's address. A keyed digest replaces each network's name, so that the
     * name does not reveal the address.
     */
    List<SenderAddress.Network> senders(String form) {
        return SenderAddress.networks(senderAddress()).stream()
                .map(network -> new SenderAddress.Network(
                        tokens().keyedDigest(form, network.name()), network.timesTheLimit()))
                .toList();
    }

    /**
     * Returns the object that creates and checks form tokens. The tokens are signed with the realm's key for cookies,
     * since all servers have that key.
     */
    FormTokens tokens() {
        byte[] key = session.keys()
                .getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Algorithm.HS512)
                .getSecretKey()
                .getEncoded();
        return new FormTokens(key, FORM_LIFESPAN, Clock.systemUTC());
    }

    /** Returns the address below which a realm has the extension's pages. */
    UriBuilder pages(String realm) {
        return session.getContext().getUri().getBaseUriBuilder().path("realms").path(realm).path("tenants");
    }

    /** Returns the address of a page in this realm. */
    URI page(String... path) {
        UriBuilder builder = pages(session.getContext().getRealm().getName());
        for (String segment : path) {
            builder.path(segment);
        }
        return builder.build();
    }

    /** Returns the common beginning of all realms' addresses, such as {@code https://keycloak.example/realms/}. */
    String realms() {
        return session.getContext().getUri().getBaseUriBuilder().path("realms").build() + "/";
    }
}
