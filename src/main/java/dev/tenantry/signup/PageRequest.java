package dev.tenantry.signup;

import dev.tenantry.form.FormTokens;
import dev.tenantry.form.SenderAddress;
import dev.tenantry.server.SignUpSettings;
import dev.tenantry.server.TenantsProvider;
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

/** A request to one of the public pages. One thread. */
record PageRequest(KeycloakSession session) {

    /** Time enough for the slowest; a form that is too old is shown again with what was typed. */
    private static final Duration FORM_LIFESPAN = Duration.ofHours(4);

    /** Our page in realm master, in the language that the visitor asks for; else it is as if there were none. */
    static PageRequest inMaster(KeycloakSession session, boolean enabled) {
        if (!enabled || !RealmManager.isAdministrationRealm(session.getContext().getRealm())) {
            throw new NotFoundException();
        }
        return in(session);
    }

    /** Our page in any realm; over HTTP only where the realm's own login page would be shown. */
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

    /** The fields of the form that was sent. */
    MultivaluedMap<String, String> fields() {
        return session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    String senderAddress() {
        return session.getContext().getConnection().getRemoteHost();
    }

    /** The networks of the sender whose forms are counted; their names are digests that tell nobody who it is. */
    List<SenderAddress.Network> senders(String form) {
        return SenderAddress.networks(senderAddress()).stream()
                .map(network -> new SenderAddress.Network(
                        tokens().keyedDigest(form, network.name()), network.timesTheLimit()))
                .toList();
    }

    /** Signed by the key that the master realm signs its cookies with: all servers have it. */
    FormTokens tokens() {
        byte[] key = session.keys()
                .getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Algorithm.HS512)
                .getSecretKey()
                .getEncoded();
        return new FormTokens(key, FORM_LIFESPAN, Clock.systemUTC());
    }

    /** The address below which our pages of a realm are. */
    UriBuilder pages(String realm) {
        return session.getContext().getUri().getBaseUriBuilder().path("realms").path(realm).path("tenants");
    }

    /** Our page of that name in this realm. */
    URI page(String... path) {
        UriBuilder builder = pages(session.getContext().getRealm().getName());
        for (String segment : path) {
            builder.path(segment);
        }
        return builder.build();
    }

    /** The address below which all realms are. */
    String realms() {
        return session.getContext().getUri().getBaseUriBuilder().path("realms").build() + "/";
    }
}
