package dev.tenantry.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Keycloak's endpoints that reach a tenant's tables fail in a tenant only if they also fail in a standard realm. A
 * request is repeated in the standard realm if the tenant's answer is a server error or shows internals. With
 * {@code -Dtenantry.controls=true} each request is repeated, and the test prints which requests only one realm refuses.
 */
final class KeycloakEndpointsFuzzIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private final TestRealm globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
    private final FuzzedRealm standard = new FuzzedRealm(RealmKind.STANDARD.create(keycloak, "ada", "acme-secret-1"));
    private final FuzzedRealm acme = new FuzzedRealm(RealmKind.TENANT.create(keycloak, "ada", "acme-secret-1"));
    private final List<String> problems = new ArrayList<>();
    private final List<String> brokenToo = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final boolean isStandardAskedToo = RealmKind.tested().anyMatch(RealmKind.STANDARD::equals);
    private int sent;

    @Test
    void aTenantFailsOnlyOnRequestsThatAStandardRealmFailsOnToo() {
        int logged = keycloak.structuredLog().size();
        JsonNode findings = keycloak.admin().get(TestTenants.PATH + "/findings").json(); // left by other tests
        Chance chance = Chance.printed();
        shoot(chance.some(KeycloakShots.ofAdmin()), FuzzedRealm::admin);
        shoot(chance.some(KeycloakShots.ofAccount()), FuzzedRealm::account);
        shoot(chance.some(KeycloakShots.ofTokens()), FuzzedRealm::token);
        fillInForms();
        shoot(chance.some(KeycloakShots.ofUsersBy(chance, 300)), FuzzedRealm::admin);

        System.out.println(sent + " requests to a tenant");
        System.out.println(brokenToo.size() + " that break a standard realm too:\n" + String.join("\n", brokenToo));
        if (isStandardAskedToo) {
            System.out.println(differences.size() + " that one refuses:\n" + String.join("\n", differences));
        }
        assertThat(problems)
                .withFailMessage(() -> problems.size() + " problems:\n" + String.join("\n", problems))
                .isEmpty();
        assertThat(acme.realm().signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/findings").json()).isEqualTo(findings);
        assertThat(keycloak.structuredLog().stream().skip(logged))
                .as("log messages of Tenantry with a forged line")
                .noneMatch(line -> line.path("loggerName").asText().startsWith("dev.tenantry")
                        && line.path("message").asText().contains("\n" + Nonsense.FORGED));
    }

    private void fillInForms() {
        long begin = System.nanoTime();
        for (FuzzedRealm.Form form : FuzzedRealm.Form.values()) {
            for (String field : form.fields()) {
                for (Nonsense nonsense : Nonsense.SHARP) {
                    compare(form + ", " + field + " is " + nonsense.name(),
                            realm -> realm.form(form, filledIn(field, nonsense)));
                }
            }
        }
        System.out.println("forms in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static Map<String, String> filledIn(String field, Nonsense nonsense) {
        String name = TestTenants.newName();
        Map<String, String> fields = new HashMap<>(Map.of("username", name, "email", name + "@nonsense.test",
                "firstName", "Ada", "lastName", "Byron", "password", "nonsense-1"));
        fields.put(field, nonsense.text());
        fields.put("password-confirm", fields.get("password"));
        return fields;
    }

    private void shoot(List<Shot> shots, BiFunction<FuzzedRealm, Shot, Answer> send) {
        long begin = System.nanoTime();
        shots.forEach(shot -> compare(shot.label(), realm -> send.apply(realm, shot)));
        System.out.println(shots.size() + " requests in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private void compare(String label, Function<FuzzedRealm, Answer> request) {
        Answer ours = request.apply(acme);
        sent++;
        if (!isStandardAskedToo && !ResponseRules.isServerError(ours) && ResponseRules.insides(ours).isEmpty()) {
            return;
        }
        Answer theirs = request.apply(standard);
        if (ResponseRules.isServerError(ours) && ResponseRules.isServerError(theirs)) {
            brokenToo.add(label);
        } else if (ResponseRules.isServerError(ours)) {
            problems.add(label + ": " + ResponseRules.cut(ours) + ", standard " + ResponseRules.cut(theirs));
        } else if (ResponseRules.insides(ours).isPresent() && ResponseRules.insides(theirs).isEmpty()) {
            problems.add(label + ": " + ResponseRules.insides(ours).get() + " in " + ResponseRules.cut(ours));
        } else if (isRefused(ours) != isRefused(theirs)) {
            differences.add(label + ": " + ResponseRules.cut(ours) + ", standard " + ResponseRules.cut(theirs));
        }
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() >= 400;
    }
}
