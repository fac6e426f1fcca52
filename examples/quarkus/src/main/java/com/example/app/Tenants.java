package com.example.app;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives each request the issuer of the tenant in its path. A new tenant needs no restart. */
@ApplicationScoped
class Tenants implements TenantConfigResolver {

    /** The name becomes a part of an address of Keycloak, so only names are accepted. Realm master is no tenant. */
    private static final Pattern PATH = Pattern.compile("/((?!master/)(?=[^/]{1,63}/)[a-z0-9]+(?:-[a-z0-9]+)*)/(api/)?.*");

    private final Map<String, OidcTenantConfig> known = new ConcurrentHashMap<>();

    @ConfigProperty(name = "keycloak.url")
    String keycloak;

    @ConfigProperty(name = "app.client-id")
    String clientId;

    /**
     * Returns the tenant of a request. Never returns null: otherwise Quarkus would choose the tenant by the name of a
     * cookie. Uses the normalized path, by which Quarkus also selects the page: /acme/../globex/ is a page of globex.
     */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        Matcher path = PATH.matcher(request.normalizedPath());
        if (!path.matches()) {
            return refuse(request, 404);
        }
        String name = path.group(1);
        boolean callback = request.normalizedPath().equals("/" + name + "/callback");
        if (callback && !issuer(name).equals(request.request().getParam("iss"))) {
            return refuse(request, 400); // the answer to a login comes from another issuer (RFC 9207)
        }
        boolean api = path.group(2) != null;
        OidcTenantConfig tenant = known.get(id(name, api));
        if (tenant != null) {
            return Uni.createFrom().item(tenant);
        }
        return context.runBlocking(() -> exists(name)
                        ? known.computeIfAbsent(id(name, api), id -> tenant(name, api)) : null)
                .onItem().ifNull().switchTo(() -> refuse(request, 404))
                .onFailure(UncheckedIOException.class).recoverWithUni(unavailable -> refuse(request, 503));
    }

    private static Uni<OidcTenantConfig> refuse(RoutingContext request, int status) {
        request.fail(status);
        return Uni.createFrom().nothing();
    }

    private String issuer(String name) {
        return keycloak + "/realms/" + name;
    }

    /** The id of a configuration. The ids are different, since no tenant's name contains a slash. */
    private static String id(String name, boolean api) {
        return api ? name + "/api" : name;
    }

    private boolean exists(String name) {
        try {
            var realm = (HttpURLConnection) URI.create(issuer(name)).toURL().openConnection();
            realm.setConnectTimeout(5_000);
            realm.setReadTimeout(5_000);
            int status = realm.getResponseCode();
            if (status != 200 && status != 404) {
                throw new IOException(issuer(name) + " answers " + status);
            }
            return status == 200;
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    /**
     * The configuration of a tenant. For api/, programs send an access token. For all other paths, browsers sign in.
     * The names and paths of their cookies contain the tenant.
     */
    private OidcTenantConfig tenant(String name, boolean api) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(issuer(name))
                .tenantId(id(name, api)).clientId(clientId)
                .token().audience(clientId).subjectRequired().requiredClaims("typ", api ? "Bearer" : "ID").end();
        if (api) {
            return tenant.applicationType(ApplicationType.SERVICE).build();
        }
        return tenant.applicationType(ApplicationType.WEB_APP)
                .authentication().pkceRequired().nonceRequired().restorePathAfterRedirect()
                    .redirectPath("/" + name + "/callback").cookiePath("/" + name + "/").end()
                .logout().path("/" + name + "/logout").postLogoutPath("/" + name + "/").end()
                .build();
    }
}
