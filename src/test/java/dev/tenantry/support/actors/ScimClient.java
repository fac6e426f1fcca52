package dev.tenantry.support.actors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Http;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A system that manages a realm's users by SCIM: a client of the realm, with a service account. */
public final class ScimClient {

    public static final String CLIENT_ID = "identity";
    public static final String SECRET = "identity-secret";

    private ScimClient() {}

    /** The address of a realm's SCIM API. */
    public static String address(TestRealm realm) {
        return realm.keycloak().server().url() + "/realms/" + realm.name() + "/scim/v2";
    }

    /**
     * Switches the realm's SCIM API on, and registers the client with these roles. Returns requests with the client's
     * token.
     */
    public static Http of(TestRealm realm, String... roles) {
        register(realm, roles);
        return Http.at(address(realm)).bearer(token(realm));
    }

    /** Switches the realm's SCIM API on, and registers the client with these roles of the client realm-management. */
    public static void register(TestRealm realm, String... roles) {
        realm.put("", Map.of("scimApiEnabled", true)).requiring(204);
        String client = realm.post("/clients", Map.of("clientId", CLIENT_ID, "secret", SECRET,
                "serviceAccountsEnabled", true, "standardFlowEnabled", false,
                "attributes", Map.of("access.token.lifespan", "3600"),
                "protocolMappers", List.of(Map.of("name", "scim", "protocol", "openid-connect",
                        "protocolMapper", "oidc-audience-mapper", "config", Map.of(
                                "included.custom.audience", address(realm), "access.token.claim", "true")))))
                .requiring(201).createdId();
        String user = realm.get("/clients/" + client + "/service-account-user").json().get("id").asText();
        String management = realm.clientUuid("realm-management");
        List<JsonNode> granted = Stream.of(roles)
                .map(role -> realm.get("/clients/" + management + "/roles/" + role).requiring(200).json())
                .toList();
        realm.post("/users/" + user + "/role-mappings/clients/" + management, granted).requiring(204);
    }

    /** A new access token of the client's service account. */
    public static String token(TestRealm realm) {
        return realm.realm().token(Map.of("grant_type", "client_credentials", "client_id", CLIENT_ID,
                "client_secret", SECRET)).requiring(200).json().get("access_token").asText();
    }
}
