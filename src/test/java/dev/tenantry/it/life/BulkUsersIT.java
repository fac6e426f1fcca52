package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.it.clients.MovedUsers;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

/** Imports thousands of users into a tenant, and exports a tenant's users. */
final class BulkUsersIT {

    private static final String LINES = "application/x-ndjson";
    private static final int MANY = Integer.getInteger("tenantry.imported.users", 4_000);
    private static final int BODY_LINES = 8_000;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenant acme = (TestTenant) RealmKind.TENANT.create("ada", MovedUsers.ADAS_PASSWORD);
    private final TestTenant globex = (TestTenant) RealmKind.TENANT.create("ada", "globex-secret-2");

    private Answer load(TestTenant tenant, String query, String lines) {
        return keycloak.admin().postBytes(TestTenants.PATH + "/" + tenant.name() + "/users/import" + query, LINES,
                lines.getBytes(StandardCharsets.UTF_8));
    }

    private String export(TestTenant tenant) {
        return new String(
                keycloak.admin().getBytes(TestTenants.PATH + "/" + tenant.name() + "/users/export").body(),
                StandardCharsets.UTF_8);
    }

    private static Map<String, JsonNode> byUsername(String lines) {
        Map<String, JsonNode> users = new TreeMap<>();
        lines.lines().forEach(line -> {
            JsonNode user = json(line);
            users.put(user.get("username").asText(), user);
        });
        return users;
    }

    private static ObjectNode json(String line) {
        try {
            return (ObjectNode) JsonSerialization.mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String username, Map<String, ?> more) {
        Map<String, Object> user = new LinkedHashMap<>(Map.of("username", username, "enabled", true,
                "email", username + "@new.test", "firstName", "Grace", "lastName", "Hopper"));
        user.putAll(more);
        try {
            return JsonSerialization.writeValueAsString(user) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ?> password(String value) {
        return Map.of("credentials", List.of(Map.of("type", "password", "value", value)));
    }

    private static Map<String, Object> counts(Answer answer) {
        Map<String, Object> counts = new TreeMap<>();
        for (String count : List.of("lines", "imported", "skipped", "failed")) {
            counts.put(count, answer.json().path(count).asInt(-1));
        }
        return counts;
    }

    private static Map<String, Object> counts(int lines, int imported, int skipped, int failed) {
        return Map.of("lines", lines, "imported", imported, "skipped", skipped, "failed", failed);
    }

    private static List<String> errors(Answer answer) {
        List<String> errors = new ArrayList<>();
        answer.json().get("errors").forEach(
                error -> errors.add(error.get("line").asText() + " " + error.get("field").asText()));
        return errors;
    }

    private void assertGlobexGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.count("users", "true")).isOne();
    }

    @Test
    void anImportedUserSignsInWithThePasswordFromAStandardRealm() {
        StandardRealm standard = StandardRealm.create(keycloak, "grace", "cobol-1959");
        Map<String, Object> credential = new LinkedHashMap<>();
        for (String data : List.of("secret_data", "credential_data")) {
            credential.put(data.equals("secret_data") ? "secretData" : "credentialData", keycloak.database().value(
                    "select " + data + " from credential where user_id = ?", standard.firstUserId()));
        }
        credential.put("type", "password");

        Answer answer = load(acme, "", line("Grace", Map.of("id", standard.firstUserId(),
                "credentials", List.of(credential), "realmRoles", List.of("default-roles-" + standard.name()))));

        assertThat(counts(answer)).as(answer.body()).isEqualTo(counts(1, 1, 0, 0));
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.signIn("grace", "another").status()).isEqualTo(400);
        JsonNode grace = acme.get("/users?exact=true&username=grace").json().get(0);
        assertThat(grace.get("id").asText()).startsWith("f:").endsWith(":" + standard.firstUserId());
        assertThat(acme.get("/users/" + grace.get("id").asText() + "/role-mappings/realm").json()
                .findValuesAsText("name")).containsExactly("default-roles-" + acme.name());
        assertGlobexGoesOn();
    }

    @Test
    void anOperatorsImportKeepsIdsThatNoOtherUserHas() {
        StandardRealm standard = StandardRealm.create(keycloak, "grace", "cobol-1959");
        String joan = UUID.randomUUID().toString();
        String own = acme.firstUserId().substring(0, 13) + "-4000-8000-000000000000";

        Answer answer = load(acme, "?ids=keep&mode=resumable", line("joan", Map.of("id", joan))
                + line("hedy", Map.of("id", own))
                + line("mary", Map.of())
                + line("grace", Map.of("id", standard.firstUserId()))
                + line("eve", Map.of("id", globex.firstUserId()))
                + line("long", Map.of("id", "x".repeat(37))));

        assertThat(counts(answer)).as(answer.body()).isEqualTo(counts(6, 3, 0, 3));
        assertThat(errors(answer)).containsExactly("4 id", "5 id", "6 id");
        assertThat(id("joan")).isEqualTo(joan);
        assertThat(id("hedy")).isEqualTo(own);
        assertThat(UUID.fromString(id("mary")).toString()).isEqualTo(id("mary"));
        Answer stolen = standard.post("/partialImport",
                Map.of("users", List.of(Map.of("id", joan, "username", "eve"))));
        assertThat(stolen.status()).as(stolen.body()).isEqualTo(409);
        assertThat(counts(load(globex, "?ids=keep&mode=resumable", line("joan", Map.of("id", joan)))))
                .isEqualTo(counts(1, 0, 0, 1));
        assertThat(acme.delete("/users/" + joan).status()).isEqualTo(204);
        assertThat(counts(load(acme, "", line("joan", Map.of("id", joan))))).isEqualTo(counts(1, 1, 0, 0));
        assertThat(id("joan")).as("an id that already is the tenant's").isEqualTo(joan);
        assertGlobexGoesOn();
    }

    @Test
    void anIdThatIsTooLongToSignInWithIsRefused() {
        for (String id : List.of("x".repeat(217), "x".repeat(255))) {
            assertThat(errors(load(acme, "", line("joan", Map.of("id", id))))).containsExactly("1 id");
        }
        assertThat(acme.post("/partialImport", Map.of("users", List.of(
                Map.of("id", "x".repeat(217), "username", "joan")))).status()).isEqualTo(400);

        assertThat(counts(load(acme, "", line("joan", Map.of("id", "x".repeat(216), "enabled", true,
                "credentials", List.of(Map.of("type", "password", "value", "eniac-1945"))))))).isEqualTo(counts(1, 1, 0, 0));
        assertThat(acme.signIn("joan", "eniac-1945").status()).isEqualTo(200);
        assertThat(acme.signInByForm("joan", "eniac-1945").redeem().status()).isEqualTo(200);
    }

    private String id(String username) {
        return acme.get("/users?exact=true&username=" + username).json().at("/0/id").asText();
    }

    @Test
    void aPasswordIsHashedAndCheckedAgainstThePolicy() {
        acme.change("", Map.of("passwordPolicy", "length(8) and notUsername and hashAlgorithm(pbkdf2-sha256)"));

        Answer answer = load(acme, "?mode=resumable", line("grace", password("cobol-1959"))
                + line("weak", password("1959")) + line("username-too", password("username-too")));

        assertThat(counts(answer)).isEqualTo(counts(3, 1, 0, 2));
        assertThat(errors(answer)).containsExactly("2 credentials[0].value", "3 credentials[0].value");
        assertThat(answer.json().at("/errors/0/errorMessage").asText()).isEqualTo("invalidPasswordMinLengthMessage");
        assertThat(answer.json().at("/errors/0/params/0").asInt()).isEqualTo(8);
        assertThat(answer.body()).doesNotContain("1959");
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.count("credential", "credential_data like '%pbkdf2-sha256%'")).isOne();
    }

    @Test
    void aTemporaryPasswordMustBeChanged() {
        load(acme, "", line("grace", Map.of("credentials", List.of(
                Map.of("type", "password", "value", "cobol-1959", "temporary", true)))));

        assertThat(acme.count("required_action", "action = 'UPDATE_PASSWORD'")).isOne();
    }

    @Test
    void allDataOfAUserIsExportedAndImportedAgain() {
        MovedUsers people = new MovedUsers(acme);
        people.create();
        String exported = export(acme);
        Map<String, JsonNode> before = byUsername(exported);
        assertThat(before.keySet()).containsExactly("ada", "grace", "hedy", "joan");
        assertThat(before.get("grace").get("credentials").findValuesAsText("secretData")).hasSize(2);
        before.values().forEach(user -> acme.delete("/users/" + user.get("id").asText()));
        assertThat(acme.get("/users").json()).isEmpty();

        Answer answer = load(acme, "", exported);

        assertThat(counts(answer)).as(answer.body()).isEqualTo(counts(4, 4, 0, 0));
        people.assertAreThere();
        assertThat(byUsername(export(acme))).isEqualTo(before);
        assertGlobexGoesOn();
    }

    @Test
    void usersOfOneTenantAreImportedAsNewUsersOfAnother() {
        load(acme, "", line("grace", password("cobol-1959")) + line("hedy", password("hopping-1942")));

        Answer answer = load(globex, "?ifExists=skip", export(acme));

        assertThat(counts(answer)).as(answer.body()).isEqualTo(counts(3, 2, 1, 0));
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.signIn("hedy", "hopping-1942").status()).isEqualTo(200);
        assertThat(acme.signIn("hedy", "hopping-1942").status()).isEqualTo(200);
    }

    @Test
    void serviceAccountsAreNotExported() {
        acme.post("/clients", Map.of("clientId", "robot", "secret", "robot-secret", "serviceAccountsEnabled", true));

        assertThat(byUsername(export(acme)).keySet()).containsExactly("ada");
        assertThat(acme.count("users", "username = 'service-account-robot'")).isOne();
    }

    /** Maps each invalid line to the name of its invalid field. The name is empty if the line itself is invalid. */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("{\"username\":\"a\",\"mail\":1}", "mail"),
            Map.entry("{\"email\":\"a@new.test\"}", "username"),
            Map.entry("{\"username\":\" \"}", "username"),
            Map.entry("{\"username\":\"" + "x".repeat(256) + "\"}", "username"),
            Map.entry("{\"username\":\"a\",\"email\":\"no address\"}", "email"),
            Map.entry("{\"username\":\"a\",\"enabled\":\"maybe\"}", "enabled"),
            Map.entry("{\"username\":\"a\",\"firstName\":\"a\\u0000b\"}", "firstName"),
            Map.entry("{\"username\":\"a\",\"id\":\"f:cut\"}", "id"),
            Map.entry("{\"username\":\"a\",\"attributes\":{\"email\":[\"b@new.test\"]}}", "attributes.email"),
            Map.entry("{\"username\":\"a\",\"realmRoles\":[\"no such role\"]}", "realmRoles"),
            Map.entry("{\"username\":\"a\",\"realmRoles\":[null]}", "realmRoles"),
            Map.entry("{\"username\":\"a\",\"clientRoles\":{\"none\":[\"x\"]}}", "clientRoles"),
            Map.entry("{\"username\":\"a\",\"groups\":[\"/none\"]}", "groups"),
            Map.entry("{\"username\":\"a\",\"serviceAccountClientId\":\"none\"}", "serviceAccountClientId"),
            Map.entry("{\"username\":\"a\",\"federationLink\":\"none\"}", "federationLink"),
            Map.entry("{\"username\":\"a\",\"clientConsents\":[{\"clientId\":\"none\"}]}",
                    "clientConsents[0].clientId"),
            Map.entry("{\"username\":\"a\",\"clientConsents\":[{\"clientId\":\"shop\","
                    + "\"grantedClientScopes\":[\"none\"]}]}", "clientConsents[0].grantedClientScopes"),
            Map.entry("{\"username\":\"a\",\"federatedIdentities\":[{\"userId\":\"1\"}]}",
                    "federatedIdentities[0].identityProvider"),
            Map.entry("{\"username\":\"a\",\"credentials\":[{\"type\":\"password\"}]}", "credentials[0]"),
            Map.entry("{\"username\":\"a\",\"credentials\":[{\"type\":\"password\",\"secretData\":\"x\","
                    + "\"credentialData\":\"{}\"}]}", "credentials[0]"),
            Map.entry("{\"username\":\"a\",\"credentials\":[{\"type\":\"otp\",\"value\":\"x\"}]}",
                    "credentials[0].value"),
            Map.entry("{\"username\":\"a\",\"socialLinks\":[]}", "socialLinks"),
            Map.entry("{\"username\":\"a\"", ""),
            Map.entry("[]", ""),
            Map.entry("null", ""),
            Map.entry("{\"username\":\"" + "x".repeat(1 << 20) + "\"}", ""),
            Map.entry("{\"username\":\"ADA\"}", "username"));

    @Test
    void anInvalidLineIsNamedWithItsField() {
        List<Map.Entry<String, String>> wrong = List.copyOf(WRONG.entrySet());
        String lines = line("first", Map.of())
                + String.join("", wrong.stream().map(entry -> entry.getKey() + "\n").toList())
                + "\n" + line("last", Map.of());
        List<String> expected = IntStream.range(0, wrong.size())
                .mapToObj(i -> (i + 2) + " " + wrong.get(i).getValue())
                .toList();

        Answer atomic = load(acme, "", lines);
        assertThat(atomic.status()).isEqualTo(400);
        assertThat(errors(atomic)).containsExactlyElementsOf(expected);
        assertThat(atomic.json().get("errorMessage").asText()).contains("No user was imported");
        assertThat(counts(atomic)).isEqualTo(counts(wrong.size() + 2, 0, 0, wrong.size()));
        assertThat(acme.get("/users").json().findValuesAsText("username")).containsExactly("ada");

        Answer resumable = load(acme, "?mode=resumable", lines);
        assertThat(resumable.status()).isEqualTo(200);
        assertThat(errors(resumable)).containsExactlyElementsOf(expected);
        assertThat(counts(resumable)).isEqualTo(counts(wrong.size() + 2, 2, 0, wrong.size()));
        assertThat(acme.get("/users").json().findValuesAsText("username")).containsExactly("ada", "first", "last");
        assertGlobexGoesOn();
    }

    @Test
    void anExistingUserIsRefusedOrSkippedAndAnEmailIsUnique() {
        String lines = line("ada", Map.of()) + line("grace", Map.of("email", "ada@" + acme.name() + ".test"));

        assertThat(errors(load(acme, "", lines))).containsExactly("1 username", "2 email");
        assertThat(errors(load(acme, "?ifExists=skip", lines))).containsExactly("2 email");
        acme.change("", Map.of("loginWithEmailAllowed", false, "duplicateEmailsAllowed", true));
        Answer shared = load(acme, "?ifExists=skip", lines);

        assertThat(counts(shared)).as(shared.body()).isEqualTo(counts(2, 1, 1, 0));
    }

    @Test
    void invalidParametersOfAnImportAreNamed() {
        assertThat(load(acme, "?mode=all", "").json().get("field").asText()).isEqualTo("mode");
        assertThat(load(acme, "?ifExists=overwrite", "").json().get("field").asText()).isEqualTo("ifExists");
        Answer nowhere = keycloak.admin().postBytes(TestTenants.PATH + "/nobody/users/import", LINES, new byte[0]);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(counts(load(acme, "", "\n\n"))).isEqualTo(counts(0, 0, 0, 0));
    }

    @Test
    void aSuspendedTenantRefusesAnImportAndAllowsAnExport() {
        assertThat(acme.apply("suspend").status()).isEqualTo(200);

        Answer refused = load(acme, "", line("grace", Map.of()));

        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(byUsername(export(acme)).keySet()).containsExactly("ada");
    }

    @Test
    void aUserWhoWasLookedUpBeforeTheImportIsFoundAfterIt() {
        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(400);
        assertThat(acme.get("/users?exact=true&username=grace").json()).isEmpty();

        load(acme, "", line("grace", password("cobol-1959")));

        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.signIn("grace@new.test", "cobol-1959").status()).isEqualTo(200);
    }

    /** Prints the rate. {@code -Dtenantry.imported.users=100000} sets the number of users. A body has at most 10 MB. */
    @Test
    void thousandsOfUsersAreImportedByRequestsThatCanBeRepeated() {
        load(acme, "", line("first", password("cobol-1959")));
        JsonNode credential = byUsername(export(acme)).get("first").at("/credentials/0");
        ((ObjectNode) credential).remove("id");
        Map<String, ?> more = Map.of("credentials", List.of(credential),
                "realmRoles", List.of("default-roles-" + acme.name()),
                "attributes", Map.of("department", List.of("navy"), "phone", List.of("+1 555 0100")));
        long nanos = 0;
        for (int from = 0; from < MANY; from += BODY_LINES) {
            StringBuilder lines = new StringBuilder();
            IntStream.range(from, Math.min(MANY, from + BODY_LINES))
                    .forEach(number -> lines.append(line("user-" + number, more)));
            byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
            long begin = System.nanoTime();
            Answer answer = keycloak.admin().postBytes(TestTenants.PATH + "/" + acme.name()
                    + "/users/import?mode=resumable&ifExists=skip", LINES, body);
            nanos += System.nanoTime() - begin;
            assertThat(answer.json().get("failed").asInt(-1)).as(answer.body()).isZero();
        }
        System.out.printf("%,d users imported in %.1f s, %,.0f users/s%n", MANY, nanos / 1e9, MANY / (nanos / 1e9));

        assertThat(acme.count("users", "true")).isEqualTo(MANY + 2L);
        assertThat(acme.get("/users/count").json().asInt()).isEqualTo(MANY + 2);
        assertThat(acme.signIn("user-" + (MANY - 1), "cobol-1959").status()).isEqualTo(200);
        long begin = System.nanoTime();
        assertThat(export(acme).lines().count()).isEqualTo(MANY + 2L);
        System.out.printf("exported in %.1f s%n", (System.nanoTime() - begin) / 1e9);
        Answer again = load(acme, "?mode=resumable&ifExists=skip", line("user-0", more) + line("user-x", more));
        assertThat(counts(again)).isEqualTo(counts(2, 1, 1, 0));
        assertGlobexGoesOn();
    }
}
