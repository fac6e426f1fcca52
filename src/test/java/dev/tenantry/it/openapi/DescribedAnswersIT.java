package dev.tenantry.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server's answers have the statuses, media types and fields that {@code openapi.yaml} describes. */
final class DescribedAnswersIT {

    private static final ApiFile FILE = ApiFile.read();
    private static final Map<String, Object> BRANDING =
            Map.of("accentColor", "#0a5c36", "logo", "data:image/png;base64,iVBORw0KGgo=");

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final DescribedApi api = new DescribedApi(FILE, keycloak.admin());
    private final String name = TestTenants.newName();
    private final String tenant = "/" + name;

    @Test
    void answersInATenantsLifeCycleMatchTheFile() {
        Map<String, Object> request = new HashMap<>(TestTenants.request(name, "ada", "lovelace-1815"));
        request.putAll(Map.of("template", "default", "database", "main", "branding", BRANDING,
                "host", name + ".example.test"));
        api.send(201, "POST", "", request);
        api.send(409, "POST", "", request);
        api.send(400, "POST", "", Map.of("name", "No Name", "user", Map.of("username", "ada")));
        api.send(400, "POST", "", Map.of("nome", name));
        api.get(200, tenant);
        api.get(404, "/no-such-tenant");
        api.get(200, "?search=" + name + "&state=ACTIVE&first=0&max=10");
        api.get(400, "?first=many");
        api.get(200, "/count?search=" + name);
        api.get(400, "/count?state=NONE");
        api.send(200, "PUT", tenant, Map.of("displayName", "Another", "branding", BRANDING, "host", ""));
        api.send(400, "PUT", tenant, Map.of());
        api.send(404, "PUT", "/no-such-tenant", Map.of("displayName", "Another"));
        List.of("/usage", "/drift", "/health", "/residue", "/migrations").forEach(look -> api.get(200, tenant + look));
        api.get(404, "/no-such-tenant/usage");
        List.of("/suspend", "/resume", "/migrate").forEach(operation -> api.post(200, tenant + operation));
        api.send(200, "POST", tenant + "/access", Map.of("user", "admin", "roles", List.of("view-users"), "minutes", 5,
                "reason", "a test"));
        api.send(400, "POST", tenant + "/access", Map.of("minutes", 0, "reason", ""));
        api.send(404, "POST", "/no-such-tenant/access", Map.of("minutes", 5, "reason", "a test"));
        assertThat(api.get(200, tenant + "/access").json()).hasSize(1);
        api.send(204, "DELETE", tenant + "/access/admin", null, null);
        api.send(404, "DELETE", tenant + "/access/admin", null, null);
        api.post(400, tenant + "/archive?retentionDays=never");
        api.post(200, tenant + "/archive?retentionDays=1");
        api.post(409, tenant + "/suspend");
        api.get(409, tenant + "/usage");
        api.post(200, tenant + "/restore");
        api.send(400, "DELETE", tenant, Map.of("name", "another"));
        assertThat(api.send(400, "DELETE", tenant, null, null).body()).contains("must repeat the tenant's name", name);
        api.send(409, "DELETE", tenant, Map.of("name", name));
        api.send(204, "DELETE", tenant + "?force=true", Map.of("name", name));
        JsonNode deletionRecords = api.get(200, "/deletion-records?name=" + name).json();
        api.get(200, "/deletion-records/" + deletionRecords.at("/0/id").asText());
        api.get(404, "/deletion-records/none");
        assertThat(api.get(200, "/former-names?search=" + name + "&first=0&max=10").json()).hasSize(1);
        api.get(400, "/former-names?first=many");
        api.send(204, "DELETE", "/former-names/" + name, null, null);
        api.send(404, "DELETE", "/former-names/" + name, null, null);
    }

    @Test
    void answersOfImportsExportsAndBundlesMatchTheFile() {
        api.send(201, "POST", "", TestTenants.request(name, "ada", "lovelace-1815"));

        api.sendLines(200, tenant + "/users/import", "{\"username\": \"grace\", \"enabled\": true}\n");
        api.sendLines(200, tenant + "/users/import?mode=resumable&ifExists=skip",
                "{\"username\": \"grace\"}\n{\"username\": \"\"}\n");
        api.sendLines(400, tenant + "/users/import", "{\"username\": \"grace\"}\n");
        api.sendLines(400, tenant + "/users/import?mode=none", "");
        assertThat(api.get(200, tenant + "/users/export").body()).contains("grace");
        api.get(200, tenant + "/bundle");
        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + tenant + "/bundle").body();
        api.send(409, "POST", "/bundle", "application/zip", bundle);
        api.send(201, "POST", "/bundle?name=" + TestTenants.newName(), "application/zip", bundle);
        api.send(400, "POST", "/bundle", "application/zip", "no bundle".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersOfJobsRepairsAndStatisticsMatchTheFile() {
        assertThat(keycloak.admin().post("", Map.of("realm", name, "enabled", true)).status()).isEqualTo(201);
        String adoption = api.send(202, "POST", "/adopt", Map.of("realm", name)).createdId();
        api.get(200, "/adoptions");
        awaitDone("/adoptions/" + adoption);
        api.send(409, "POST", "/adopt", Map.of("realm", name));
        api.send(400, "POST", "/adopt", Map.of("realm", "no-such-realm"));
        api.send(409, "DELETE", "/adoptions/" + adoption, null, null);
        String release = api.post(202, tenant + "/release").createdId();
        awaitDone("/adoptions/" + release);
        String job = api.post(202, "/migrate?errorBudget=0").createdId();
        api.post(400, "/migrate?canary=no-such-tenant");
        api.get(200, "/migrations?max=1");
        api.get(200, "/migrations/" + job);
        api.send(200, "DELETE", "/migrations/" + job, null, null);
        api.get(404, "/migrations/none");
        api.get(200, "/findings");
        api.send(404, "POST", "/findings/fix", Map.of("kind", "SCHEMA_MISSING", "subject", "no-such-tenant"));
        api.send(400, "POST", "/findings/fix", Map.of("kind", "SCHEMA_MISSING"));
        api.send(400, "POST", "/attach", Map.of("realm", "no-such-realm", "schema", "tenant_none"));
        api.send(404, "POST", "/attach", Map.of("realm", name, "schema", "tenant_none"));
        api.get(200, "/statistics?days=2");
        api.get(400, "/statistics?days=0");
        api.get(200, "/console");
    }

    @Test
    void theFileIsServedAndCachedUntilItChanges() {
        Answer first = api.get(200, "/openapi.yaml");
        Answer second = keycloak.admin().raw("GET", TestTenants.PATH + "/openapi.yaml",
                Map.of("If-None-Match", first.header("ETag")), null);

        assertThat(first.body()).startsWith("openapi: 3.1");
        assertThat(first.header("Cache-Control")).contains("no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void theAnswerToARequestWithoutATokenMatchesTheFile() {
        Answer answer = Http.at(keycloak.server().url()).get(Operation.ADMIN);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(new Schemas(FILE).problems(FILE.operation("GET", "").schema("401"), answer.json())).isEmpty();
    }

    private void awaitDone(String job) {
        Eventually.sees(job + " is done", () -> api.get(200, job).json(),
                seen -> seen.get("state").asText().equals("DONE"));
    }
}
