package dev.tenantry.testkit;

import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/**
 * A tenant for tests. It has a first user, who administers the tenant's realm, and a confidential client. Thread-safe.
 */
public final class TestTenant {

    static final String CLIENT_ID = "testkit";
    static final String REDIRECT_URI = "http://localhost/testkit";

    private final Platform platform;
    private final String name;
    private final String issuer;
    private final TestUser administrator;
    private final String clientSecret;
    private final Keycloak keycloak;

    TestTenant(Platform platform, String name, String issuer, TestUser administrator, String clientSecret) {
        this.platform = platform;
        this.name = name;
        this.issuer = issuer;
        this.administrator = administrator;
        this.clientSecret = clientSecret;
        this.keycloak = Keycloak.getInstance(
                platform.url(), name, administrator.username(), administrator.password(), "admin-cli");
    }

    /** Returns the tenant's name, which is also the name of its realm. */
    public String name() {
        return name;
    }

    /** Returns the OpenID issuer to configure in an application. */
    public String issuer() {
        return issuer;
    }

    /**
     * Returns the first user. The user has the same name in all test tenants, but a different password in each tenant.
     */
    public TestUser administrator() {
        return administrator;
    }

    /**
     * Returns the id of the tenant's confidential client. The client may use the password grant, and may redirect
     * browsers to {@code http://localhost/testkit}.
     */
    public String clientId() {
        return CLIENT_ID;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /**
     * Returns Keycloak's API of the realm, called with an administrator's rights. Use it to add your application
     * as a client.
     */
    public RealmResource realm() {
        return keycloak.realm(name);
    }

    /** Adds a user to the tenant. The user has no administrator roles. */
    public TestUser addUser(String username, String password) {
        TestUser user = new TestUser(null, username, password);
        try (Response response = realm().users().create(user.representation(name))) {
            return new TestUser(CreatedResponseUtil.getCreatedId(response), username, password);
        }
    }

    /**
     * Gets an access token for the user from Keycloak. Uses the client {@link #clientId} and the user's password.
     *
     * @throws IllegalStateException if Keycloak refuses the login
     */
    public String accessToken(TestUser user) {
        return signIn(user).requiring(200).text("access_token");
    }

    Platform platform() {
        return platform;
    }

    /** Returns the address of the realm's pages and endpoints. */
    String realmUrl() {
        return platform.url() + "/realms/" + name;
    }

    String adminUrl() {
        return platform.url() + "/admin/realms/" + name;
    }

    /** Returns an access token of the tenant's first user, who administers the realm. */
    String adminToken() {
        return keycloak.tokenManager().getAccessTokenString();
    }

    Answer signIn(TestUser user) {
        return token(Map.of("grant_type", "password", "scope", "openid",
                "username", user.username(), "password", user.password()));
    }

    /** Sends a token request as the tenant's client, and returns the answer. */
    Answer token(Map<String, String> grant) {
        return asClient("/token", clientSecret, grant);
    }

    /**
     * Sends a request to an endpoint of the realm as the tenant's client.
     *
     * @param secret the secret to send: the client's own secret, or the secret of another tenant's client
     */
    Answer asClient(String endpoint, String secret, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("client_id", CLIENT_ID);
        all.put("client_secret", secret);
        return Http.to(realmUrl() + "/protocol/openid-connect" + endpoint).post(all);
    }

    void registerClient() {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("itself"); // Keycloak lets a client introspect only tokens that have the client as audience
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.client.audience", CLIENT_ID, "access.token.claim", "true"));
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(CLIENT_ID);
        client.setSecret(clientSecret);
        client.setPublicClient(false);
        client.setDirectAccessGrantsEnabled(true);
        client.setStandardFlowEnabled(true);
        client.setRedirectUris(List.of(REDIRECT_URI));
        client.setProtocolMappers(List.of(audience));
        try (Response response = realm().clients().create(client)) {
            CreatedResponseUtil.getCreatedId(response);
        }
    }

    void close() {
        keycloak.close();
    }
}
