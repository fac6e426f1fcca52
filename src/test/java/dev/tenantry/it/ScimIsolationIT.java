package dev.tenantry.it;

import static dev.tenantry.it.ScimRequests.filter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A service that manages one tenant's users by SCIM reaches no other tenant, even if it uses that tenant's ids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the tenants
final class ScimIsolationIT {

    private static final String PASSWORD = "acme-secret-1";

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", PASSWORD);
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", PASSWORD);
    private final Http ofAcme = ScimClient.of(acme, "realm-admin");
    private final Http ofGlobex = ScimClient.of(globex, "realm-admin");
    private final String crew = acme.post("/groups", Map.of("name", "crew")).createdId();

    @BeforeEach
    void adaIsInTheCrew() {
        acme.put("/users/" + acme.firstUserId() + "/groups/" + crew, Map.of()).requiring(204);
        globex.post("/groups", Map.of("name", "crew"));
    }

    private record Endpoint(String method, String path, Object body) {

        Answer of(Http service) {
            return service.request(method, path, "application/scim+json", body == null ? null : json(body));
        }
    }

    private static String json(Object body) {
        return Http.JSON.valueToTree(body).toString();
    }

    private List<Endpoint> endpoints() {
        Map<String, Object> patch = Map.of("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                "Operations", List.of(Map.of("op", "replace", "path", "active", "value", false)));
        List<Endpoint> endpoints = new ArrayList<>();
        for (String type : List.of("Users", "Groups")) {
            String one = "/" + type + "/" + (type.equals("Users") ? acme.firstUserId() : crew);
            endpoints.add(new Endpoint("GET", "/" + type, null));
            endpoints.add(new Endpoint("GET", "/" + type + filter("userName pr or displayName pr"), null));
            endpoints.add(new Endpoint("POST", "/" + type + "/.search", Map.of()));
            endpoints.add(new Endpoint("POST", "/" + type, Map.of("userName", "eve", "displayName", "eve")));
            endpoints.add(new Endpoint("GET", one, null));
            endpoints.add(new Endpoint("PUT", one, Map.of("id", acme.firstUserId(), "userName", "eve")));
            endpoints.add(new Endpoint("PATCH", one, patch));
            endpoints.add(new Endpoint("DELETE", one, null));
        }
        for (String type : List.of("Schemas", "ResourceTypes", "ServiceProviderConfig")) {
            endpoints.add(new Endpoint("GET", "/" + type, null));
        }
        return endpoints;
    }

    @Test
    void everyEndpointRefusesATokenOfAnotherTenant() {
        Http globexAtAcme = Http.at(ScimClient.address(acme)).bearer(ScimClient.token(globex));
        Http nobodyAtAcme = Http.at(ScimClient.address(acme));
        JsonNode before = acme.get("/users").json();

        for (Endpoint endpoint : endpoints()) {
            assertThat(endpoint.of(globexAtAcme).status()).as("%s", endpoint).isEqualTo(401);
            assertThat(endpoint.of(nobodyAtAcme).status()).as("%s", endpoint).isEqualTo(401);
        }
        assertThat(acme.get("/users").json()).isEqualTo(before);
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertThat(ofAcme.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void anIdOfAnotherTenantIsNotFound() {
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.path.contains(acme.firstUserId()) || endpoint.path.contains(crew)) {
                assertThat(endpoint.of(ofGlobex).status()).as("%s", endpoint).isEqualTo(404);
            }
        }
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aFilterFindsNoUserOrGroupOfAnotherTenant() {
        for (String filter : List.of("userName eq \"ada\"", "userName pr", "not (userName eq \"x\")",
                "emails.value ew \".test\"")) {
            JsonNode found = ofGlobex.get("/Users" + filter(filter)).requiring(200).json();
            assertThat(found.at("/Resources").findValuesAsText("id")).as(filter)
                    .contains(globex.firstUserId()).doesNotContain(acme.firstUserId());
        }
        for (String filter : List.of("groups.value eq \"" + crew + "\"", "groups[value eq \"" + crew + "\"]")) {
            assertThat(total(ofGlobex, "/Users" + filter(filter))).as(filter).isZero();
            assertThat(total(ofAcme, "/Users" + filter(filter))).as(filter).isOne();
        }
        for (String filter : List.of("members.value eq \"%s\"", "members[value eq \"%s\"]")) {
            String ofAda = filter(filter.formatted(acme.firstUserId()));
            assertThat(total(ofGlobex, "/Groups" + ofAda)).as(filter).isZero();
            assertThat(total(ofAcme, "/Groups" + ofAda)).as(filter).isOne();
        }
    }

    /** A filter can contain any text as an id, for example an id that Keycloak can't split. */
    @Test
    void aFilterWithATextThatIsNoIdFindsNothing() {
        for (String id : List.of("f:x", "f:", "f::", "f::x", "", ":", "f:x:y:z")) {
            for (String filter : List.of("/Groups" + filter("members.value eq \"" + id + "\""),
                    "/Groups" + filter("members[value eq \"" + id + "\"]"),
                    "/Users" + filter("groups.value eq \"" + id + "\""),
                    "/Users" + filter("id eq \"" + id + "\""))) {
                assertThat(total(ofAcme, filter)).as(filter).isZero();
            }
        }
    }

    private static int total(Http service, String path) {
        return service.get(path).requiring(200).json().get("totalResults").asInt();
    }

    @Test
    void aUserOfAnotherTenantJoinsNoGroup() {
        String group = globex.get("/groups?search=crew").json().at("/0/id").asText();
        Answer answer = ofGlobex.request("PATCH", "/Groups/" + group, "application/scim+json", json(Map.of(
                "schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                "Operations", List.of(Map.of("op", "add", "path", "members",
                        "value", List.of(Map.of("value", acme.firstUserId())))))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(globex.get("/groups/" + group + "/members").json()).isEmpty();
    }
}
