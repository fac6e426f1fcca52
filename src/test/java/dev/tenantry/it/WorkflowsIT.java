package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;

/** Keycloak's workflows find and change a tenant's users in the same way as a standard realm's users. */
final class WorkflowsIT {

    @OnEachKind
    void aNewUserGetsTheActionThatTheWorkflowRequires(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        create(realm, Map.of(
                "name", "welcome",
                "on", "user-created",
                "steps", List.of(Map.of("uses", "add-required-action", "with", Map.of("action", "UPDATE_PROFILE")))));

        String grace = user(realm, "grace");

        Eventually.holds("grace is asked for her profile", () -> read(realm, grace).contains("UPDATE_PROFILE"));
    }

    /** Keycloak's own user model fires an event when a user joins or leaves a group, or gets or loses a role. */
    @OnEachKind
    void changesOfGroupsAndRolesStartAWorkflow(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        String crew = realm.post("/groups", Map.of("name", "crew")).createdId();
        realm.post("/roles", Map.of("name", "admiral"));
        List<Object> admiral = List.of(realm.get("/roles/admiral").json());
        String grace = user(realm, "grace");
        String group = "/users/" + grace + "/groups/" + crew;
        String roles = "/users/" + grace + "/role-mappings/realm";
        require(realm, "UPDATE_PROFILE", "user-group-membership-added(/crew)");
        require(realm, "UPDATE_PASSWORD", "user-group-membership-removed(/crew)");
        require(realm, "VERIFY_EMAIL", "user-role-granted(admiral)");
        require(realm, "CONFIGURE_TOTP", "user-role-revoked(admiral)");

        assertThat(realm.put(group, Map.of()).status()).isEqualTo(204);
        Eventually.holds("the action for joining is set", () -> read(realm, grace).equals("[\"UPDATE_PROFILE\"]"));
        assertThat(realm.delete(group).status()).isEqualTo(204);
        Eventually.holds("the action for leaving is set", () -> read(realm, grace).contains("UPDATE_PASSWORD"));
        assertThat(realm.post(roles, admiral).status()).isEqualTo(204);
        Eventually.holds("the action for the granted role is set", () -> read(realm, grace).contains("VERIFY_EMAIL"));
        assertThat(read(realm, grace)).doesNotContain("CONFIGURE_TOTP");
        assertThat(realm.delete(roles, admiral).status()).isEqualTo(204);
        Eventually.holds("the action for the revoked role is set", () -> read(realm, grace).contains("CONFIGURE_TOTP"));
        assertThat(read(realm, realm.firstUserId())).isEqualTo("[]");
    }

    private static void require(TestRealm realm, String action, String event) {
        create(realm, Map.of("name", "upon " + event, "on", event, "steps", List.of(
                Map.of("uses", "add-required-action", "with", Map.of("action", action)))));
    }

    @OnEachKind
    void aScheduledWorkflowStartsOnlyForUsersWhoMeetItsCondition(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        String interns = realm.post("/groups", Map.of("name", "interns")).createdId();
        String edsger = user(realm, "edsger");
        String grace = user(realm, "grace");
        String zita = user(realm, "zita");
        for (String intern : List.of(grace, zita)) {
            assertThat(realm.put("/users/" + intern + "/groups/" + interns, Map.of()).status()).isEqualTo(204);
        }

        String workflow = create(realm, Map.of(
                "name", "interns leave",
                "schedule", Map.of("after", "1s", "batch-size", 1),
                "if", "is-member-of(/interns)",
                "steps", List.of(
                        Map.of("uses", "disable-user"),
                        Map.of("uses", "delete-user", "after", "30d"))));

        // A tenant's users are selected by name, one in each batch. Without the condition, zita's batch would be last.
        Eventually.holds("grace is disabled", () -> !isEnabled(realm, grace));
        Eventually.holds("zita is disabled", () -> !isEnabled(realm, zita));
        assertThat(isEnabled(realm, edsger)).isTrue();
        assertThat(isEnabled(realm, realm.firstUserId())).isTrue();
        end(realm, workflow);
    }

    /** Otherwise the server would run the schedule each second, beside all later tests. */
    private static void end(TestRealm realm, String workflow) {
        realm.delete("/workflows/" + workflow).requiring(204);
    }

    @OnEachKind
    void aScheduledWorkflowStartsForAllUsersBatchByBatch(RealmKind kind) {
        TestRealm realm = kind.create("ada", "lovelace-1815");
        List<String> users = List.of(user(realm, "grace"), user(realm, "edsger"), realm.firstUserId());

        String workflow = create(realm, Map.of(
                "name", "review",
                "schedule", Map.of("after", "1s", "batch-size", 1),
                "steps", List.of(
                        Map.of("uses", "add-required-action", "with", Map.of("action", "UPDATE_PROFILE")),
                        Map.of("uses", "disable-user", "after", "30d"))));

        for (String id : users) {
            Eventually.holds("the user is asked for the profile", () -> read(realm, id).contains("UPDATE_PROFILE"));
            assertThat(realm.get("/workflows/scheduled/" + id).json()).hasSize(1);
        }
        end(realm, workflow);
    }

    @OnEachKind
    void aWorkflowDeletesAUserWhoHasAPassword(RealmKind kind) {
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
        assertThat(realm.keycloak().database().<Long>value("select count(*) from credential where user_id = ?", grace))
                .isZero();
        if (realm instanceof TestTenant tenant) {
            assertThat(tenant.count("users", "username = 'grace'")).as("rows with her password").isZero();
        }
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
