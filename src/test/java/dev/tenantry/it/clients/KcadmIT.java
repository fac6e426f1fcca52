package dev.tenantry.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that administer Keycloak with {@code kcadm.sh} work in a tenant's realm without changes. */
final class KcadmIT {

    private static final String PASSWORD = "lovelace-1815";

    private final TestTenant acme = new TestTenants(KeycloakUnderTest.shared()).provision("ada", PASSWORD);

    @TempDir
    private Path folder;

    @Test
    void theTenantsAdministratorCreatesFindsChangesAndDeletesAUser() {
        Kcadm kcadm = Kcadm.signIn(folder, acme.name(), "ada", PASSWORD);

        String id = kcadm.create("users", "-r", acme.name(), "-s", "username=grace", "-s", "enabled=true",
                "-s", "email=grace@acme.test", "-s", "firstName=Grace", "-s", "lastName=Hopper");
        kcadm.withPassword("cobol-1959", "set-password", "-r", acme.name(), "--username", "grace");

        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        JsonNode found = kcadm.json("get", "users", "-r", acme.name(), "-q", "username=grace");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("id").asText()).isEqualTo(id);
        assertThat(kcadm.json("get", "users", "-r", acme.name(), "-q", "search=hopp")).isEqualTo(found);
        assertThat(kcadm.json("get", "users", "-r", acme.name())).hasSize(2);
        assertThat(kcadm.json("get", "users/count", "-r", acme.name()).asInt()).isEqualTo(2);

        kcadm.run("update", "users/" + id, "-r", acme.name(), "-s", "lastName=Murray Hopper", "-s", "enabled=false");

        JsonNode changed = kcadm.json("get", "users/" + id, "-r", acme.name());
        assertThat(changed.get("lastName").asText()).isEqualTo("Murray Hopper");
        assertThat(changed.get("firstName").asText()).isEqualTo("Grace");
        assertThat(acme.signIn("grace", "cobol-1959").json().get("error_description").asText())
                .isEqualTo("Account disabled");

        kcadm.run("delete", "users/" + id, "-r", acme.name());

        assertThat(kcadm.json("get", "users", "-r", acme.name(), "-q", "username=grace")).isEmpty();
        assertThat(acme.count("users", "username = 'grace'")).isZero();
    }

    @Test
    void mastersAdministratorGivesAUserRolesAndAGroup() {
        Kcadm kcadm = Kcadm.signIn(folder, "master", KeycloakServer.ADMIN_USERNAME, KeycloakServer.ADMIN_PASSWORD);
        String id = kcadm.create("users", "-r", acme.name(), "-s", "username=grace", "-s", "enabled=true");
        kcadm.run("create", "roles", "-r", acme.name(), "-s", "name=auditor");
        String group = kcadm.create("groups", "-r", acme.name(), "-s", "name=Sales");

        kcadm.run("add-roles", "-r", acme.name(), "--uusername", "grace", "--rolename", "auditor");
        kcadm.run("add-roles", "-r", acme.name(), "--uusername", "grace", "--cclientid", "realm-management",
                "--rolename", "view-users");
        kcadm.run("update", "users/" + id + "/groups/" + group, "-r", acme.name(), "-n",
                "-s", "realm=" + acme.name(), "-s", "userId=" + id, "-s", "groupId=" + group);

        assertThat(kcadm.json("get-roles", "-r", acme.name(), "--uusername", "grace").findValuesAsText("name"))
                .containsExactlyInAnyOrder("auditor", "default-roles-" + acme.name());
        assertThat(kcadm.json("get-roles", "-r", acme.name(), "--uusername", "grace", "--cclientid",
                "realm-management", "--effective").findValuesAsText("name"))
                .containsExactlyInAnyOrder("view-users", "query-users", "query-groups");
        assertThat(kcadm.json("get", "groups/" + group + "/members", "-r", acme.name()).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(kcadm.json("get", "users/" + id + "/groups", "-r", acme.name()).findValuesAsText("name"))
                .containsExactly("Sales");

        kcadm.run("remove-roles", "-r", acme.name(), "--uusername", "grace", "--rolename", "auditor");
        kcadm.run("delete", "users/" + id + "/groups/" + group, "-r", acme.name());

        assertThat(kcadm.json("get-roles", "-r", acme.name(), "--uid", id).findValuesAsText("name"))
                .containsExactly("default-roles-" + acme.name());
        assertThat(kcadm.json("get", "groups/" + group + "/members", "-r", acme.name())).isEmpty();
    }

    @Test
    void aTenantsAdministratorDoesNotReachAnotherTenant() {
        TestTenant globex = new TestTenants(KeycloakUnderTest.shared()).provision("ada", "globex-secret-2");

        Program.Result refused = Kcadm.signIn(folder, acme.name(), "ada", PASSWORD)
                .attempt("get", "users", "-r", globex.name());

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors()).contains("403");
    }
}
