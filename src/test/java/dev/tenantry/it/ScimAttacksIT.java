package dev.tenantry.it;

import static dev.tenantry.it.ScimRequests.assertError;
import static dev.tenantry.it.ScimRequests.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A tenant's administrator sends SCIM filters that could do harm or read more than the administrator may read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share the tenants
final class ScimAttacksIT {

    private final KeycloakUnderTest keycloak = PreviewServer.get();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
    private final Http scim = ScimClient.of(acme, "realm-admin");

    private Answer search(String type, String filter) {
        return scim.post("/" + type + "/.search", Map.of("filter", filter));
    }

    @Test
    void sqlInAFilterIsText() {
        for (String text : List.of("' or true --", "x'; drop table users; --", "$1", "?", "{fn now()}", "\\\\'", "%' or '1")) {
            for (String operator : List.of("eq", "co", "sw", "ew")) {
                for (String path : List.of("userName", "name.givenName", "emails.value", "groups.value")) {
                    Answer answer = scim.get("/Users" + filter(path + " " + operator + " \"" + text + "\""));
                    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                    assertThat(answer.json().get("totalResults").asInt()).as(answer.body()).isZero();
                }
            }
        }
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    @Test
    void textThatPostgresqlCannotStoreIsRefusedOrNotFound() {
        for (String text : List.of("a\u0000b", "\ud800", "a\\u0000b", "\\ud800")) {
            for (String type : List.of("Users", "Groups")) {
                String path = type.equals("Users") ? "userName" : "displayName";
                int status = search(type, path + " eq \"" + text + "\"").status();
                assertThat(status).as(type + " " + text).isIn(200, 400);
            }
        }
    }

    @Test
    void aFilterThatNestsDeeplyIsRefused() {
        for (int depth : List.of(100, 5_000, 100_000)) {
            for (String type : List.of("Users", "Groups")) {
                assertError(search(type, "(".repeat(depth) + "userName pr" + ")".repeat(depth)), 400);
                assertError(search(type, "not ".repeat(10 * depth) + "userName pr"), 400);
                assertError(search(type, "emails[".repeat(depth) + "value pr" + "]".repeat(depth)), 400);
            }
        }
    }

    @Test
    void aFilterOfManyConditionsIsRefused() {
        for (String operator : List.of(" or ", " and ")) {
            for (String type : List.of("Users", "Groups")) {
                String filter = IntStream.range(0, 20_000)
                        .mapToObj(i -> "displayName eq \"user-" + i + "\"")
                        .collect(Collectors.joining(operator));
                assertError(search(type, filter), 400);
            }
        }
    }

    /** Okta and Entra ID look for the username before they create a user. Two of their workers can do so at once. */
    @Test
    void oneOfSeveralSimultaneousRequestsForOneUsernameSucceeds() {
        for (int round = 0; round < 5; round++) {
            String name = TestTenants.newName();
            Map<String, Object> user = Map.of("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User"),
                    "userName", name, "name", Map.of("givenName", "Grace", "familyName", "Hopper"),
                    "emails", List.of(Map.of("value", name + "@example.test")));
            List<Answer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> scim.post("/Users", user)))
                    .limit(4)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409, 409);
            answers.stream().filter(answer -> answer.status() == 409).forEach(answer -> assertError(answer, 409));
            assertThat(search("Users", "userName eq \"" + name + "\"").json().get("totalResults").asInt()).isOne();
        }
    }

    @Test
    void aFilterOfManyNegationsIsAnswered() {
        Answer answer = search("Users", "not ".repeat(500) + "userName eq \"ada\"");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("totalResults").asInt()).isOne();
    }

    @Test
    void aFilterOfFiftyConditionsIsAnswered() {
        for (String operator : List.of(" or ", " and ")) {
            String filter = IntStream.range(0, 50)
                    .mapToObj(i -> "userName eq \"user-" + i + "\"")
                    .collect(Collectors.joining(operator));
            Answer answer = search("Users", filter + " or userName eq \"ada\"");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().get("totalResults").asInt()).isOne();
        }
    }
}
