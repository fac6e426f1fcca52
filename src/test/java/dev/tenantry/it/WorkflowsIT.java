package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Eventually;
import dev.tenantry.support.OnEachKind;
import dev.tenantry.support.RealmKind;
import dev.tenantry.support.TestRealm;
import java.util.List;
import java.util.Map;

/** Keycloak's workflows find a tenant's users and work on them as on its own. */
final class WorkflowsIT {

    @OnEachKind
    void aNewUserIsGivenWhatTheWorkflowSays(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        create(realm, Map.of(
                "name", "welcome",
                "on", "user-created",
                "steps", List.of(Map.of("uses", "add-required-action", "with", Map.of("action", "UPDATE_PROFILE")))));

        String grace = user(realm, "grace");

        Eventually.holds("grace is asked for her profile", () -> read(realm, grace).contains("UPDATE_PROFILE"));
    }

    @OnEachKind
    void aScheduledWorkflowBeginsWithThoseWhoMeetItsConditionAndNobodyElse(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        String interns = realm.post("/groups", Map.of("name", "interns")).createdId();
        String grace = user(realm, "grace");
        String edsger = user(realm, "edsger");
        assertThat(realm.put("/users/" + grace + "/groups/" + interns, Map.of()).status()).isEqualTo(204);

        create(realm, Map.of(
                "name", "interns leave",
                "schedule", Map.of("after", "1s", "batch-size", 1),
                "if", "is-member-of(/interns)",
                "steps", List.of(Map.of("uses", "disable-user"))));

        Eventually.holds("grace is disabled", () -> !isEnabled(realm, grace));
        assertThat(isEnabled(realm, edsger)).isTrue();
        assertThat(isEnabled(realm, realm.firstUserId())).isTrue();
    }

    @OnEachKind
    void aScheduledWorkflowGoesThroughAllUsersBatchByBatch(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        List<String> users = List.of(user(realm, "grace"), user(realm, "edsger"), realm.firstUserId());

        create(realm, Map.of(
                "name", "review",
                "schedule", Map.of("after", "1s", "batch-size", 1),
                "steps", List.of(
                        Map.of("uses", "add-required-action", "with", Map.of("action", "UPDATE_PROFILE")),
                        Map.of("uses", "disable-user", "after", "30d"))));

        for (String id : users) {
            Eventually.holds("asked for the profile", () -> read(realm, id).contains("UPDATE_PROFILE"));
            assertThat(realm.get("/workflows/scheduled/" + id).json()).hasSize(1);
        }
    }

    @OnEachKind
    void aWorkflowDeletesAUserWithAllThatTheyHave(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        String grace = user(realm, "grace");
        assertThat(realm.put("/users/" + grace + "/reset-password",
                Map.of("type", "password", "value", "cobol-1959")).status()).isEqualTo(204);
        String workflow = create(realm, Map.of(
                "name", "offboard", "steps", List.of(Map.of("uses", "delete-user"))));

        assertThat(realm.post("/workflows/" + workflow + "/activate/USERS/" + grace, Map.of()).status())
                .isEqualTo(204);

        Eventually.holds("grace is gone", () -> realm.get("/users/" + grace).status() == 404);
        assertThat(realm.get("/users?username=grace").json()).isEmpty();
    }

    private static String create(TestRealm realm, Map<String, Object> workflow) {
        Answer created = realm.post("/workflows", workflow);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.createdId();
    }

    private static String user(TestRealm realm, String username) {
        return realm.post("/users", Map.of(
                        "username", username, "enabled", true, "email", username + "@example.test",
                        "firstName", username, "lastName", "Doe"))
                .createdId();
    }

    private static String read(TestRealm realm, String id) {
        return realm.get("/users/" + id).json().get("requiredActions").toString();
    }

    private static boolean isEnabled(TestRealm realm, String id) {
        return realm.get("/users/" + id).json().get("enabled").asBoolean();
    }
}
