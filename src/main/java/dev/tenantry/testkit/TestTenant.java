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
 * A tenant for a test, with a first user, who administers it, and a confidential client. Safe for use by several
 * threads.
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

    /** Also that of its realm. */
    public String name() {
        return name;
    }

    /** What an application configures as its OpenID provider. */
    public String issuer() {
        return issuer;
    }

    /** The first user; of the same name in all test tenants, with a password of their own. */
    public TestUser administrator() {
        return administrator;
    }

    /** A client that may get tokens for a password, and send browsers to {@code http://localhost/testkit}. */
    public String clientId() {
        return CLIENT_ID;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** What else a test wants of it, your own application as a client for instance: as its administrator may. */
    public RealmResource realm() {
        return keycloak.realm(name);
    }

    /** Somebody who administers nothing. */
    public TestUser addUser(String username, String password) {
        TestUser user = new TestUser(null, username, password);
        try (Response response = realm().users().create(user.representation(name))) {
            return new TestUser(CreatedResponseUtil.getCreatedId(response), username, password);
        }
    }

    /**
     * An access token, as {@link #clientId} gets one for the user's password.
     *
     * @throws IllegalStateException where Keycloak refuses
     */
    public String accessToken(TestUser user) {
        return signIn(user).requiring(200).text("access_token");
    }

    Platform platform() {
        return platform;
    }

    /** Where its own pages and endpoints are, as seen from here. */
    String realmUrl() {
        return platform.url() + "/realms/" + name;
    }

    String adminUrl() {
        return platform.url() + "/admin/realms/" + name;
    }

    /** The token with which its administrator administers. */
    String adminToken() {
        return keycloak.tokenManager().getAccessTokenString();
    }

    Answer signIn(TestUser user) {
        return token(Map.of("grant_type", "password", "scope", "openid",
                "username", user.username(), "password", user.password()));
    }

    /** What its client is answered when it asks for tokens. */
    Answer token(Map<String, String> grant) {
        return asClient("/token", clientSecret, grant);
    }

    /** @param secret its client's own, or another */
    Answer asClient(String endpoint, String secret, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("client_id", CLIENT_ID);
        all.put("client_secret", secret);
        return Http.to(realmUrl() + "/protocol/openid-connect" + endpoint).post(all);
    }

    void registerClient() {
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("itself"); // or it could not ask whether its tokens are good
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
