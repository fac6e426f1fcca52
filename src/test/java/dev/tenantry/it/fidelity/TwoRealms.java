package dev.tenantry.it.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.ScimClient;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Creates a standard realm and a tenant for each test, from one template and with ada as the first user. After each
 * test, it fails if the answers of the two realms differ. It counts the compared calls of all tests of a class.
 * Brute-force protection is off, unless a test turns it on: see {@link RealmKind#create(String, String)}.
 */
final class TwoRealms implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final String PASSWORD = "analytical-engine-1";

    private final Supplier<KeycloakUnderTest> server;
    private KeycloakUnderTest keycloak;
    private Comparison comparison;
    private int same;

    TwoRealms() {
        this(KeycloakUnderTest::shared);
    }

    /** Creates the realms on this server. */
    TwoRealms(Supplier<KeycloakUnderTest> server) {
        this.server = server;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        keycloak = server.get();
        comparison = new Comparison(
                new Side(RealmKind.STANDARD.create(keycloak, "ada", PASSWORD)),
                new Side(RealmKind.TENANT.create(keycloak, "ada", PASSWORD)));
        for (String client : List.of(TestRealm.APPLICATION, TestRealm.SERVICE, "account", "realm-management")) {
            find(client, "/clients?clientId=" + client, "/0/id");
        }
    }

    /** The patch version of the server's Keycloak 26.7. */
    int patch() {
        return keycloak.patch();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> differences = comparison.differences();
        same += comparison.size() - differences.size();
        if (context.getExecutionException().isEmpty()) {
            assertThat(comparison.size()).as("compared calls").isPositive();
        }
        assertThat(differences)
                .withFailMessage(() -> differences.size() + " of " + comparison.size()
                        + " answers of the tenant differ from Keycloak's own:\n\n" + String.join("\n\n", differences))
                .isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.println(context.getRequiredTestClass().getSimpleName() + ": " + same + " calls compared");
    }

    /** A script at the admin API, called by master's administrator. */
    Script admin() {
        return new Script(this::compare, "", side -> Caller.of(keycloak.admin(), side.realm().name()));
    }

    /** A script at the admin API, called by an administrator who is a user of the realm itself. */
    Script admin(String username, String password) {
        Map<Side, AdminApi> admins = Map.of(
                comparison.standard(), admin(comparison.standard(), username, password),
                comparison.tenant(), admin(comparison.tenant(), username, password));
        return new Script(this::compare, username + ": ", side -> Caller.of(admins.get(side), side.realm().name()));
    }

    private AdminApi admin(Side side, String username, String password) {
        return new AdminApi(keycloak.server().url(), side.realm().name(), username, password);
    }

    /** A script at the account API, called by a user who signed in to the application. The path "" is the account. */
    Script account(String username, String password) {
        Map<Side, String> tokens = Map.of(
                comparison.standard(), accessToken(comparison.standard(), username, password),
                comparison.tenant(), accessToken(comparison.tenant(), username, password));
        return new Script(this::compare, username + "'s account: ", side ->
                Caller.of(Http.at(side.realm().realm().issuer() + "/account").bearer(tokens.get(side))));
    }

    /** A script at the SCIM API, called by a service with these roles of the client realm-management. */
    Script scim(String... roles) {
        Map<Side, Http> services = Map.of(
                comparison.standard(), ScimClient.of(comparison.standard().realm(), roles),
                comparison.tenant(), ScimClient.of(comparison.tenant().realm(), roles));
        find("identity", "/users?exact=true&username=service-account-identity", "/0/id");
        return new Script(this::compare, "SCIM: ", side -> Caller.of(services.get(side)));
    }

    /** Removes the service of {@link #scim}, so that another service can be created. */
    void dropScim() {
        for (Side side : sides()) {
            side.realm().delete("/clients/" + side.realm().clientUuid(ScimClient.CLIENT_ID)).requiring(204);
        }
    }

    /** A script of any other caller. */
    Script as(String who, Function<TestRealm, Http> http) {
        return new Script(this::compare, who + ": ", side -> Caller.of(http.apply(side.realm())));
    }

    /** Signs the user in by password grant, and compares the answers. */
    Compared signIn(String username, String password) {
        return compare("signing in as " + username, side -> side.realm().signIn(username, password));
    }

    /** Turns brute-force protection on in both realms: from now on, two failures lock a user out. */
    void guardAgainstGuessing() {
        change("", Map.of("bruteForceProtected", true, "failureFactor", 2, "quickLoginCheckMilliSeconds", 0));
    }

    /** Signs in with a wrong password, and waits until Keycloak, after its answer, has counted this many failures. */
    void failToSignIn(String username, int failures) {
        signIn(username, "wrong").refused(400);
        for (Side side : sides()) {
            String status = side.fill("/attack-detection/brute-force/users/{" + username + "}");
            Eventually.holds("counted", () -> side.realm().get(status).json().get("numFailures").asInt() == failures);
        }
    }

    /** Compares the claims of the access token that a token request gets, or the answers that refuse the request. */
    Compared claims(String label, Function<Realm, Answer> request) {
        return compare("claims: " + label, side -> {
            Answer answer = request.apply(side.realm().realm());
            return answer.status() != 200 ? answer : new Answer(200, answer.headers(),
                    Realm.claims(answer.json().get("access_token").asText()).toString());
        });
    }

    /** Creates an object in both realms as a precondition of a test; compares nothing. */
    void create(String path, Object body) {
        for (Side side : sides()) {
            Answer answer = side.realm().post(side.fill(path), side.fill(body));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
    }

    /** Changes an object in both realms as a precondition of a test; compares nothing. */
    void change(String path, Object body) {
        for (Side side : sides()) {
            Answer answer = side.realm().put(side.fill(path), side.fill(body));
            assertThat(answer.status() / 100).as(answer.body()).isEqualTo(2);
        }
    }

    /** Remembers the id at this JSON pointer of the admin API's answer. Fails without an id; compares nothing. */
    void find(String name, String path, String pointer) {
        for (Side side : sides()) {
            Answer answer = side.realm().get(side.fill(path));
            String id = answer.status() == 200 ? answer.json().at(pointer).asText() : "";
            remember(side, name, id, path, answer);
        }
    }

    private static void remember(Side side, String name, String id, String path, Answer answer) {
        if (id.isEmpty()) {
            throw new IllegalStateException("No id of \"" + name + "\" at " + side.fill(path) + " of realm "
                    + side.realm().name() + ": " + answer);
        }
        side.remember(name, id);
    }

    /** Remembers a value for each realm; compares nothing. */
    void remember(String name, Function<TestRealm, String> value) {
        for (Side side : sides()) {
            side.remember(name, value.apply(side.realm()));
        }
    }

    /** Compares findings about the two realms that do not come from a script's request. */
    Compared compared(String label, Function<TestRealm, Answer> finding) {
        return compare(label, side -> finding.apply(side.realm()));
    }

    /** Remembers the id of the object with this name in a list of the admin API. Fails without it; compares nothing. */
    void findNamed(String name, String path) {
        for (Side side : sides()) {
            Answer answer = side.realm().get(side.fill(path));
            String id = "";
            for (JsonNode listed : answer.json()) {
                if (listed.path("name").asText().equals(name)) {
                    id = listed.get("id").asText();
                }
            }
            remember(side, name, id, path, answer);
        }
    }

    private Compared compare(String label, Function<Side, Answer> call) {
        return comparison.compare(label, call);
    }

    private List<Side> sides() {
        return List.of(comparison.standard(), comparison.tenant());
    }

    private static String accessToken(Side side, String username, String password) {
        return side.realm().signIn(username, password).json().get("access_token").asText();
    }
}
