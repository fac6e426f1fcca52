package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Cluster;
import dev.tenantry.support.keycloak.Node;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes of one cluster. After one node has answered a change, the other node's next answer shows the change, even
 * if the other node had the old data in its caches. The tests of users also run in a standard realm, to show that they
 * require nothing that Keycloak does not do by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // all tests share one cluster
final class TwoNodesIT {

    private enum Kind { TENANT, STANDARD }

    private static final String OTHER_PASSWORD = "chosen-anew-1";
    private static final int TIMES = 50;

    @AutoClose
    private final Cluster cluster = Cluster.start();

    private final Node first = cluster.first();
    private final Node second = cluster.second();
    private final Map<Kind, String> realms = Map.of(
            Kind.TENANT, first.provision(), Kind.STANDARD, first.createStandardRealm());

    @Test
    void aTenantProvisionedOnOneNodeServesOnTheOtherUntilItIsDropped() {
        String globex = TestTenants.newName();
        atOnce("provisioned", () -> second.signIn(globex), () -> first.provision(globex), 200);

        atOnce("listed", () -> second.tenant(globex).status(), () -> {}, 200);
        assertThat(first.signIn(globex)).isEqualTo(200);

        atOnce("dropped", () -> first.signIn(globex), () -> second.drop(globex), 404);
        assertThat(first.tenant(globex).status()).isEqualTo(404);
    }

    @Test
    void aTenantTakenOutOfServiceOnOneNodeIsRefusedOnBothUntilItIsBack() {
        String globex = first.provision();
        assertThat(first.signIn(globex)).isEqualTo(200);
        for (List<String> operations : List.of(List.of("suspend", "resume"), List.of("archive", "restore"))) {
            JsonNode tokens = second.tokens(globex).json();

            atOnce(operations.get(0), () -> second.signIn(globex), () -> first.apply(globex, operations.get(0)), 403);
            assertThat(second.refresh(globex, tokens)).isNotEqualTo(200);
            assertThat(second.userinfo(globex, tokens)).isNotEqualTo(200);

            atOnce(operations.get(1), () -> first.signIn(globex), () -> second.apply(globex, operations.get(1)), 200);
            assertThat(first.refresh(globex, tokens)).as("refresh of an ended session").isNotEqualTo(200);
        }
    }

    @Test
    void aTenantRenamedOnOneNodeHasOnlyItsNewNameOnTheOther() {
        String globex = first.provision();
        String name = TestTenants.newName();

        atOnce("renamed", () -> List.of(second.signIn(globex), second.signIn(name)),
                () -> first.rename(globex, name), List.of(404, 200));

        assertThat(second.claims(name).get("iss").asText()).endsWith("/realms/" + name);
    }

    @Test
    void aMigrationOnOneNodeIsSeenOnTheOther() {
        String globex = first.provision();
        assertThat(second.signIn(globex)).isEqualTo(200);
        int newest = cluster.setBack(globex);

        atOnce("migrated", () -> second.tenant(globex).json().get("schemaVersion").asInt(),
                () -> first.apply(globex, "migrate"), newest);
        assertThat(second.signIn(globex)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void changesToAUserOnOneNodeAreSeenOnTheOther(Kind kind) {
        String realm = realms.get(kind);
        String grace = first.addUser(realm, "grace");
        String path = "/" + realm + "/users/" + grace;
        Supplier<Object> signIn = () -> second.signIn(realm, "grace", Node.PASSWORD);

        atOnce("first name", () -> second.get(path).get("firstName").asText(),
                () -> first.put(path, Map.of("firstName", "Augusta")), "Augusta");
        atOnce("attribute", () -> second.get(path).at("/attributes/shoe/0").asText(),
                () -> first.merge(path, Map.of("attributes", Map.of("shoe", List.of("39")))), "39");
        atOnce("disabled", signIn, () -> first.merge(path, Map.of("enabled", false)), 400);
        atOnce("enabled", signIn, () -> first.merge(path, Map.of("enabled", true)), 200);
        atOnce("action required", signIn,
                () -> first.merge(path, Map.of("requiredActions", List.of("UPDATE_PROFILE"))), 400);
        atOnce("no action required", signIn, () -> first.merge(path, Map.of("requiredActions", List.of())), 200);
        atOnce("password", () -> List.of(second.signIn(realm, "grace", Node.PASSWORD),
                        second.signIn(realm, "grace", OTHER_PASSWORD)),
                () -> first.put(path + "/reset-password", Map.of("type", "password", "value", OTHER_PASSWORD)),
                List.of(400, 200));
        String credential = first.get(path + "/credentials").at("/0/id").asText();
        atOnce("password removed", () -> second.signIn(realm, "grace", OTHER_PASSWORD),
                () -> first.delete(path + "/credentials/" + credential), 400);
        assertThat(second.get(path + "/credentials")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void changesToRolesAndGroupsOnOneNodeAreSeenOnTheOther(Kind kind) {
        String realm = realms.get(kind);
        String path = "/" + realm + "/users/" + first.addUser(realm, "edsger");
        JsonNode cook = first.role(realm, "cook");
        String chefs = first.group(realm, "chefs");
        Supplier<Object> roles = () -> second.claims(realm, "edsger").at("/realm_access/roles").toString()
                .contains("cook");
        Supplier<Object> groups = () -> second.get(path + "/groups").size();

        atOnce("role given", roles, () -> first.post(path + "/role-mappings/realm", List.of(cook)), true);
        atOnce("role taken", roles, () -> first.delete(path + "/role-mappings/realm", List.of(cook)), false);
        first.post(path + "/role-mappings/realm", List.of(cook));
        atOnce("role deleted", roles, () -> first.delete("/" + realm + "/roles/cook"), false);

        atOnce("group joined", groups, () -> first.put(path + "/groups/" + chefs, Map.of()), 1);
        atOnce("group left", groups, () -> first.delete(path + "/groups/" + chefs), 0);
        first.put(path + "/groups/" + chefs, Map.of());
        atOnce("group deleted", groups, () -> first.delete("/" + realm + "/groups/" + chefs), 0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aUsersRenameOrDeletionOnOneNodeIsSeenOnTheOther(Kind kind) {
        String realm = realms.get(kind);
        String alan = first.addUser(realm, "alan");
        String path = "/" + realm + "/users/" + alan;

        atOnce("renamed", () -> List.of(second.signIn(realm, "alan", Node.PASSWORD),
                        second.signIn(realm, "turing", Node.PASSWORD)),
                () -> first.merge(path, Map.of("username", "turing")), List.of(400, 200));
        atOnce("deleted", () -> second.answer(path).status(), () -> first.delete(path), 404);
        assertThat(second.signIn(realm, "turing", Node.PASSWORD)).isEqualTo(400);
    }

    /** Makes many changes, because the right answer to one change may be luck. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void noFirstAnswerAfterAChangeIsOld(Kind kind) {
        String realm = realms.get(kind);
        String path = "/" + realm + "/users/" + first.addUser(realm, "donald");
        int old = 0;
        for (int i = 0; i < TIMES; i++) {
            String name = "Donald " + i;
            Node writer = i % 2 == 0 ? first : second;
            Node reader = i % 2 == 0 ? second : first;
            reader.get(path);
            writer.merge(path, Map.of("firstName", name));
            old += reader.get(path).get("firstName").asText().equals(name) ? 0 : 1;
        }

        System.out.printf("two nodes, %s: %d of %d first answers were old%n", kind, old, TIMES);
        assertThat(old).isZero();
    }

    /** Reads the value so that it is cached, makes the change, and then reads the value exactly once. */
    private static void atOnce(String what, Supplier<?> look, Runnable change, Object expected) {
        Object before = look.get();
        change.run();
        Object after = look.get();
        assertThat(after).as("%s, was %s", what, before).isEqualTo(expected);
    }
}
