package dev.tenantry.it.isolation;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.http.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tenant that has one object of each kind that a path can name. Each name ends with the tenant's name, so that no
 * other tenant has an object of this name. Only the users ada and grace are in all tenants.
 */
final class FullTenant {

    static final String PASSWORD = "lovelace-1815";
    static final String CABINET_SECRET = "cabinet-secret-of-";

    /** A name that no object has, for kinds of objects that the tenant does not have. */
    private static final String NOBODYS = "nobodys";

    private final TestTenant tenant;
    private final Map<String, String> values = new HashMap<>();
    private final SigningKey key = SigningKey.generate();

    private FullTenant(TestTenant tenant) {
        this.tenant = tenant;
    }

    /** Creates the objects. Call this method once per tenant. */
    static FullTenant of(TestTenant tenant, MailServer mail) {
        FullTenant full = new FullTenant(tenant);
        mail.serve(tenant);
        full.realm();
        full.people();
        full.clients();
        full.permissions();
        full.logins();
        full.organizations();
        full.rest();
        return full;
    }

    TestTenant tenant() {
        return tenant;
    }

    PathValues values() {
        return new PathValues(values);
    }

    /** A key that the realm's admin has added. The realm signs nothing with the key, but accepts its signatures. */
    SigningKey key() {
        return key;
    }

    /** The ids of the tenant's objects. */
    Set<String> ids() {
        Set<String> ids = Uuids.in(tenant.post("/partial-export?exportClients=true&exportGroupsAndRoles=true", null)
                .body() + tenant.get("/users").body() + tenant.get("/organizations").body() + values.values());
        ids.add(tenant.id());
        return ids;
    }

    /** The client that has a secret, a service account with the role realm-admin, and permissions. */
    String cabinet() {
        return named("cabinet");
    }

    String cabinetSecret() {
        return CABINET_SECRET + tenant.name();
    }

    String grace() {
        return values.get("users/{user-id}");
    }

    /** The id of a user who is in no organization. */
    String another() {
        return tenant.firstUserId();
    }

    String named(String thing) {
        return thing + "-" + tenant.name();
    }

    private void realm() {
        expect(204, tenant.put("", Map.of("organizationsEnabled", true, "internationalizationEnabled", true,
                "userManagedAccessAllowed", true,
                "supportedLocales", List.of("de", "en"), "bruteForceProtected", false)));
        values.put("{realm}", tenant.name());
        values.put("tenants/{name}", tenant.name());
        values.put("localization/{locale}", "de");
        values.put("console/{file}", "main.js");
        values.put("{locale}/{key}", "cabinet");
        expect(204, tenant.keycloak().admin().putText("/" + tenant.name() + "/localization/de/cabinet", "Schrank"));
        values.put("components/{id}", expect(201, tenant.post("/components", Map.of(
                "name", named("key"), "providerId", "rsa", "providerType", "org.keycloak.keys.KeyProvider",
                "config", Map.of("priority", List.of("-1"), "privateKey", List.of(key.privatePem()))))).createdId());
        String component = tenant.keycloak().database().value(
                "select id from component where realm_id = ? and provider_id = 'tenantry'", tenant.id());
        values.put("user-storage/{id}", component);
        values.put("user-storage/{parentId}", component);
        values.put("{parentId}/mappers/{id}", NOBODYS);
    }

    private void people() {
        String grace = tenant.addUser("grace", PASSWORD);
        String group = expect(201, tenant.post("/groups", Map.of("name", named("staff")))).createdId();
        expect(204, tenant.put("/users/" + grace + "/groups/" + group, Map.of()));
        expect(201, tenant.post("/roles", Map.of("name", named("clerk"))));
        JsonNode role = tenant.get("/roles/" + named("clerk")).json();
        expect(204, tenant.post("/users/" + grace + "/role-mappings/realm", List.of(role)));
        String credential = tenant.get("/users/" + grace + "/credentials").json().at("/0/id").asText();
        JsonNode tokens = tenant.signIn("grace", PASSWORD).json();
        String session = tokens.get("session_state").asText();
        put(grace, "users/{user-id}", "users/{userId}", "users/{id}", "members/{member-id}", "members/{userId}",
                "scheduled/{resource-id}", "{type}/{resourceId}", "v2/{resourceType}/{id}");
        put(group, "groups/{group-id}", "groups/{groupId}", "groups/{id}", "default-groups/{groupId}");
        put(named("staff"), "group-by-path/{path}");
        put(named("clerk"), "roles/{role-name}");
        put(role.get("id").asText(), "roles-by-id/{role-id}", "roles/{id}");
        put(credential, "credentials/{credentialId}", "moveAfter/{newPreviousCredentialId}");
        put(session, "sessions/{session}", "sessions/{id}");
        put("USERS", "activate/{type}", "deactivate/{type}");
        put(NOBODYS, "credentials/{credentialScopeName}", "verifiable-credentials/{credentialScopeName}",
                "issued-credentials/{id}", "issued-verifiable-credentials/{credentialId}");
    }

    private void clients() {
        String cabinet = expect(201, tenant.post("/clients", Map.of(
                "clientId", cabinet(), "secret", cabinetSecret(), "serviceAccountsEnabled", true,
                "authorizationServicesEnabled", true, "directAccessGrantsEnabled", true,
                "redirectUris", List.of(TestTenant.REDIRECT_URI), "attributes", Map.of(
                        "standard.token.exchange.enabled", "true",
                        "oauth2.device.authorization.grant.enabled", "true",
                        "oidc.ciba.grant.enabled", "true",
                        "backchannel.logout.session.required", "true")))).createdId();
        expect(201, tenant.post("/clients/" + cabinet + "/roles", Map.of("name", named("shelver"))));
        String mapper = expect(201, tenant.post("/clients/" + cabinet + "/protocol-mappers/models", audience()))
                .createdId();
        ScimClient.register(tenant, "realm-admin");
        String scope = expect(201, tenant.post("/client-scopes", Map.of("name", named("paper"),
                "protocol", "openid-connect"))).createdId();
        String scopeMapper = expect(201, tenant.post("/client-scopes/" + scope + "/protocol-mappers/models", audience()))
                .createdId();
        String realmAdmin = tenant.get("/clients/" + cabinet + "/service-account-user").json().get("id").asText();
        String management = tenant.clientUuid("realm-management");
        expect(204, tenant.post("/users/" + realmAdmin + "/role-mappings/clients/" + management,
                List.of(tenant.get("/clients/" + management + "/roles/realm-admin").json())));
        put(cabinet, "clients/{client-uuid}", "clients/{id}", "clients/{client}", "clients/{client-id}",
                "clients/{clientUuid}", "clients/{targetClientUuid}", "offline-sessions/{clientUuid}",
                "scope-mappings/{roleContainerId}");
        put(named("shelver"), "clients/{client-uuid}/roles/{role-name}");
        put(mapper, "models/{id}");
        put(scope, "client-scopes/{client-scope-id}", "client-templates/{client-scope-id}", "clientScopes/{id}",
                "default-client-scopes/{clientScopeId}", "optional-client-scopes/{clientScopeId}",
                "default-default-client-scopes/{clientScopeId}", "default-optional-client-scopes/{clientScopeId}");
        put(scopeMapper, "client-scopes/{client-scope-id}/protocol-mappers/models/{id}",
                "client-templates/{client-scope-id}/protocol-mappers/models/{id}");
        put(cabinet(), "clients/{client_id}", "consents/{client}", "applications/{clientId}", "saml/clients/{client}",
                "clients-registrations/default/{clientId}", "clients-registrations/openid-connect/{clientId}",
                "clients-registrations/install/{clientId}", "ssf/clients/{clientId}", "receivers/{clientId}");
                put("openid-connect", "protocol-mappers/protocol/{protocol}");
        put("jwt.credential", "certificates/{attr}");
        put("keycloak-oidc-keycloak-json", "installation/providers/{providerId}");
        put("localhost", "nodes/{node}");
        put(NOBODYS, "pending-events/{jti}", "streams/{streamId}");
    }

    private static Map<String, Object> audience() {
        return Map.of("name", "audience", "protocol", "openid-connect", "protocolMapper", "oidc-audience-mapper",
                "config", Map.of("included.client.audience", TestTenant.SERVICE, "access.token.claim", "true"));
    }

    private void permissions() {
        String server = "/clients/" + values.get("clients/{client-uuid}") + "/authz/resource-server";
        JsonNode scope = expect(201, tenant.post(server + "/scope", Map.of("name", named("open")))).json();
        JsonNode resource = expect(201, tenant.post(server + "/resource", Map.of("name", named("drawer"),
                "ownerManagedAccess", true, "scopes", List.of(Map.of("name", named("open")))))).json();
        JsonNode policy = expect(201, tenant.post(server + "/policy/user", Map.of("name", named("graces"),
                "users", List.of(grace())))).json();
        JsonNode permission = expect(201, tenant.post(server + "/permission/resource", Map.of("name", named("drawers"),
                "resources", List.of(resource.get("_id").asText()),
                "policies", List.of(policy.get("id").asText())))).json();
        put(scope.get("id").asText(), "scope/{scope-id}");
        put(resource.get("_id").asText(), "resource/{resource-id}", "resources/{id}", "resource_set/{resource-id}",
                "resource_set/{id}", "uma-policy/{resourceId}");
        put("resource", "permission/{type}");
        put("user", "policy/{type}");
        put(permission.get("id").asText(), "permission/{type}/{type}");
        put(policy.get("id").asText(), "policy/{type}/{type}");
        put(NOBODYS, "uma-policy/{policyId}", "uma-policy/{id}", "ticket/{id}", "permission/{id}");
    }

    private void logins() {
        String alias = named("browser");
        expect(201, tenant.post("/authentication/flows/browser/copy", Map.of("newName", alias)));
        JsonNode flows = tenant.get("/authentication/flows").json();
        for (JsonNode flow : flows) {
            if (flow.get("alias").asText().equals(alias)) {
                put(flow.get("id").asText(), "flows/{id}", "authentication-management/{type}/{id}");
            }
        }
        for (JsonNode execution : tenant.get("/authentication/flows/" + alias + "/executions").json()) {
            if (execution.path("configurable").asBoolean() && !values.containsKey("executions/{executionId}")) {
                String id = execution.get("id").asText();
                put(id, "executions/{executionId}");
                put(expect(201, tenant.post("/authentication/executions/" + id + "/config",
                        Map.of("alias", named("config"), "config", Map.of()))).createdId(), "config/{id}");
            }
        }
        put(alias, "flows/{flowAlias}");
        put("clients", "authentication-management/{type}");
        put("auth-cookie", "config-description/{providerId}");
        put("CONFIGURE_TOTP", "required-actions/{alias}");
        String partner = named("partner");
        expect(201, tenant.post("/identity-provider/instances", Map.of("alias", partner, "providerId", "oidc",
                "config", Map.of("authorizationUrl", "http://localhost/authorize", "tokenUrl", "http://localhost/token",
                        "clientId", "shop", "clientSecret", "secret"))));
        put(expect(201, tenant.post("/identity-provider/instances/" + partner + "/mappers", Map.of(
                "name", named("mapper"), "identityProviderAlias", partner,
                "identityProviderMapper", "hardcoded-attribute-idp-mapper", "config", Map.of(
                        "syncMode", "INHERIT", "attribute", "desk", "attribute.value", "12")))).createdId(),
                "mappers/{id}");
        expect(204, tenant.post("/users/" + grace() + "/federated-identity/" + partner,
                Map.of("userId", "grace", "userName", "grace")));
        put(partner, "instances/{alias}", "federated-identity/{provider}", "broker/{provider_alias}",
                "linked-accounts/{providerAlias}", "identity-providers/{alias}");
        put("oidc", "providers/{provider_id}");
        put(expect(201, tenant.post("/clients-initial-access", Map.of("expiration", 3600, "count", 10))).json()
                .get("id").asText(), "clients-initial-access/{id}");
    }

    private void organizations() {
        String organization = expect(201, tenant.post("/organizations", Map.of("name", named("navy"),
                "alias", named("navy"), "domains", List.of(Map.of("name", named("navy") + ".test"))))).createdId();
        String path = "/organizations/" + organization;
        expect(201, tenant.keycloak().admin().postRaw("/" + tenant.name() + path + "/members", grace()));
        put(organization, "organizations/{org-id}");
        put(expect(201, tenant.post(path + "/groups", Map.of("name", named("crew")))).createdId(),
                "organizations/{org-id}/groups/{group-id}");
        expect(204, tenant.post(path + "/identity-providers", named("partner")));
        expect(204, tenant.keycloak().admin().postForm("/" + tenant.name() + path + "/members/invite-user",
                Map.of("email", "linus@" + tenant.name() + ".test")));
        put(tenant.get(path + "/invitations").json().at("/0/id").asText(), "invitations/{id}");
    }

    private void rest() {
        put(expect(201, tenant.post("/workflows", Map.of("name", named("welcome"), "on", "user-created", "steps",
                List.of(Map.of("uses", "add-required-action", "with", Map.of("action", "UPDATE_PROFILE"))))))
                .createdId(), "workflows/{id}");
        put(NOBODYS, "access/{user}", "adoptions/{id}", "deletion-records/{id}", "former-names/{name}",
                "migrations/{id}", "credential-offer/{nonce}");
        values.putAll(Map.ofEntries(
                entry("account/{version}", "v1alpha1"),
                entry("account/{path}", "personal-info"),
                entry("account/{version}/{path}", "personal-info"),
                entry("v2/{resourceType}", "Users"),
                entry(".well-known/{alias}", "openid-configuration"),
                entry("console/{indexhtml}", "index.html"),
                entry("index.{html}", "html")));
        values.put("admin/{realm}", tenant.name());
    }

    private void put(String value, String... ends) {
        for (String end : ends) {
            values.put(end, value);
        }
    }

    private Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("Expected " + status + ": " + answer);
        }
        return answer;
    }

    Realm oidc() {
        return tenant.realm();
    }
}
