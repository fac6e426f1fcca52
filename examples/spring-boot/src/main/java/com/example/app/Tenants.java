package com.example.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestTemplate;

/** Reads a tenant's realm at the first request, and again if this is five minutes ago. New tenants need no restart. */
@Component
class Tenants {

    record Tenant(String name, String issuer, ClientRegistration client, AuthenticationManager accessTokens,
            Instant until) {}

    private final Map<String, Tenant> found = new ConcurrentHashMap<>();
    private final RestTemplate keycloak;
    @Value("${keycloak.url}/realms/") private String issuers;
    @Value("${keycloak.back-channel}/realms/") private String realms;
    @Value("${app.client-id}") private String clientId;

    Tenants(RestTemplateBuilder builder) {
        keycloak = builder.build();
    }

    /**
     * Finds a tenant. The name becomes a part of an address of Keycloak, so only names are accepted. Refuses master; if
     * the server has other realms that are no tenants, refuse their names too. Throws an exception if Keycloak is
     * unavailable, or answers with another error than 404.
     */
    Optional<Tenant> find(String name) {
        if (name.length() > 63 || !name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.equals("master")) {
            return Optional.empty();
        }
        Tenant tenant = found.get(name);
        try {
            if (tenant == null || tenant.until().isBefore(Instant.now())) {
                tenant = discover(name);
                found.put(name, tenant);
            }
            return Optional.of(tenant);
        } catch (HttpClientErrorException.NotFound unknown) {
            found.remove(name);
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private Tenant discover(String name) {
        String address = realms + name + "/.well-known/openid-configuration";
        Map<String, Object> metadata = keycloak.getForObject(address, Map.class);
        ClientRegistration client = ClientRegistrations.fromOidcConfiguration(metadata).registrationId(name)
                .clientId(clientId).clientAuthenticationMethod(ClientAuthenticationMethod.NONE).scope("openid")
                .redirectUri("{baseUrl}/callback").userInfoUri(null).build();
        return new Tenant(name, issuers + name, client, new ProviderManager(
                new JwtAuthenticationProvider(decoder(client, "Bearer"))), Instant.now().plusSeconds(300));
    }

    /** Returns a decoder that accepts only the tenant's tokens for this application, of the type Bearer or ID. */
    JwtDecoder decoder(ClientRegistration client, String type) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(client.getProviderDetails().getJwkSetUri())
                .restOperations(keycloak).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(issuers + client.getRegistrationId()),
                new JwtClaimValidator<List<String>>("aud", audience -> audience != null && audience.contains(clientId)),
                new JwtClaimValidator<String>("typ", type::equals),
                new JwtClaimValidator<String>("sub", Objects::nonNull)));
        return decoder;
    }
}
