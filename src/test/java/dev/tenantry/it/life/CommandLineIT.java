package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.PaintedLogo;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator manages a tenant from provisioning to drop in a shell, with the same JAR that the server runs. */
final class CommandLineIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final String name = TestTenants.newName();
    private TestTenant globex;
    private OperatorsShell shell;

    @TempDir
    private Path folder;

    @BeforeEach
    void provisionTheOther() {
        globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
        shell = OperatorsShell.of(folder);
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        TestTenants.drop(keycloak.admin(), globex.name());
        TestTenants.dropAndFree(keycloak.admin(), name, "apex", "acme");
    }

    private String provision(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "provision", name, "--user", "ada", "--email", "ada@acme.test", "--first-name", "Ada", "--last-name",
                "Byron", "--display-name", "Acme Ltd.", "--user-password-stdin"));
        words.addAll(List.of(more));
        return shell.program(words.toArray(String[]::new)).withInput("lovelace-1815\n").output();
    }

    private int signIn() {
        return new Realm(keycloak.server().url(), name)
                .passwordGrant("admin-cli", "ada", "lovelace-1815")
                .status();
    }

    @Test
    void commandsManageATenantFromProvisioningToDrop() throws IOException {
        assertThat(provision()).containsPattern("state +ACTIVE").containsPattern("user.username +ada");
        assertThat(signIn()).isEqualTo(200);
        assertThat(shell.run("show", name)).containsPattern("displayName +Acme Ltd\\.");

        assertThat(shell.run("suspend", name)).containsPattern("state +SUSPENDED");
        assertThat(signIn()).isNotEqualTo(200);
        assertThat(shell.run("resume", name)).containsPattern("state +ACTIVE");

        assertThat(shell.run("migrate", name)).containsPattern("schemaVersion +\\d");
        assertThat(shell.run("migrations", name)).contains("version", "installedAt", "It has version ");
        assertThat(shell.run("drift", name)).containsPattern("drifted +false");
        assertThat(shell.run("doctor", name)).contains(name + ", ACTIVE", "Findings: none", "Next:     nothing");
        assertThat(shell.run("residue", name)).containsPattern("rows +0");

        assertThat(shell.run("access", name)).isEqualTo("No access is granted.\n");
        assertThat(shell.run("grant", name, "--user", "admin", "--minutes", "5", "--reason", "a test", "--roles",
                "view-users,view-realm")).containsPattern("user +admin").containsPattern("roles +view-users");
        assertThat(shell.run("access", name)).contains("admin", "a test").hasLineCount(2);
        assertThat(shell.run("revoke", name, "admin")).contains("no granted access to " + name);
        assertThat(shell.attempt("revoke", name, "admin").exitCode()).isEqualTo(1);

        String renamed = TestTenants.newName();
        assertThat(shell.run("rename", name, renamed, "--display-name", "Acme Inc.")).contains(renamed, "Acme Inc.");
        assertThat(shell.run("former-names", "--search", name)).contains("realmId", name, renamed).hasLineCount(2);
        shell.run("rename", renamed, name);
        assertThat(shell.run("free-name", renamed)).isEqualTo("The name " + renamed + " is free\n");
        assertThat(shell.attempt("free-name", renamed).exitCode()).isEqualTo(1);

        String logo = PaintedLogo.of("#0a5c36", 0.5, 1);
        Files.write(folder.resolve("logo.png"), Base64.getDecoder().decode(logo.substring(logo.indexOf(',') + 1)));
        assertThat(shell.run("change", name, "--logo", "logo.png", "--accent-color", "#0a5c36"))
                .contains("#0a5c36", "data:image/png;base64,…");
        assertThat(shell.json("show", name).at("/branding/logo").asText()).isEqualTo(logo);

        assertThat(shell.run("archive", name, "--retention-days", "7")).containsPattern("state +ARCHIVED");
        assertThat(shell.run("restore", name)).containsPattern("state +ACTIVE");
        assertThat(signIn()).isEqualTo(200);

        shell.run("archive", name);
        assertThat(shell.run("drop", name, "--yes"))
                .isEqualTo(name + " is dropped: see tenantry deletion-records " + name + "\n");
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
        assertThat(shell.run("deletion-records", name)).contains("digest", name).hasLineCount(2);
        assertThat(shell.attempt("show", name).exitCode()).isEqualTo(1);
    }

    @Test
    void aListIsATableForUsersAndTheApisJsonForScripts() {
        provision();
        String path = TestTenants.PATH + "?search=" + name;

        assertThat(shell.run("list", "--search", name).lines().toList()).satisfiesExactly(
                header -> assertThat(header).startsWith("name ").contains("state", "schemaVersion", "displayName"),
                row -> assertThat(row).startsWith(name).contains("ACTIVE", "Acme Ltd."));
        assertThat(shell.json("list", "--search", name)).isEqualTo(keycloak.admin().get(path).json());
        assertThat(shell.json("show", name)).isEqualTo(keycloak.admin().get(path).json().get(0));
    }

    @Test
    void aRequestRepeatedWithItsKeyProvisionsOneTenant() {
        String first = provision("--idempotency-key", name);

        assertThat(provision("--idempotency-key", name)).isEqualTo(first);

        Program.Result another = shell.attempt("provision", name, "--user", "ada");
        assertThat(another.exitCode()).isEqualTo(1);
        assertThat(another.errors()).startsWith("tenantry: name: ").hasLineCount(1);
    }

    @Test
    void aRefusedOperationNamesTheState() {
        provision();

        Program.Result refused = shell.attempt("drop", name, "--yes");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors()).isEqualTo(
                "tenantry: " + name + " is active. Archive it first, or use --force.\n");
        assertThat(signIn()).isEqualTo(200);
        shell.run("drop", name, "--yes", "--force");
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
    }

    @Test
    void anErrorIsExplainedInWords() {
        Program.Result refused = shell.attempt("provision", name, "--user", "ada", "--email", "no address");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("tenantry: user.email: This is not a valid email address.");
        assertThat(shell.attempt("provision", name, "--user", "ada", "--template", "gold").errors())
                .contains("tenantry: template: There is no such template. Choose one of default");
        assertThat(shell.run("deletion-records", name)).isEqualTo("No deletion records.\n");
        assertThat(shell.run("list", "--search", name)).isEqualTo("No tenants found.\n");
    }

    @Test
    void theDoctorReportsATenantsFindings() {
        provision();
        String schema = shell.json("show", name).get("schema").asText();
        keycloak.database().execute("comment on schema \"" + schema + "\" is null");

        Program.Result doctor = shell.attempt("doctor", name);

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.output()).contains("SCHEMA_UNMARKED", "Next:     tenantry findings --fix SCHEMA_UNMARKED " + name);
        shell.run("findings", "--fix", "SCHEMA_UNMARKED", name);
        assertThat(shell.run("doctor", name)).contains("Findings: none");
    }

    @Test
    void anInvalidOrUnconfirmedCommandChangesNothing() {
        provision();

        assertThat(shell.attempt("suspend").exitCode()).isEqualTo(2);
        assertThat(shell.attempt("suspend", name, "--force").exitCode()).isEqualTo(2);
        assertThat(shell.attempt("drop", name, "--force").exitCode()).isEqualTo(2);
        assertThat(shell.attempt().exitCode()).isEqualTo(2);

        assertThat(signIn()).isEqualTo(200);
        assertThat(shell.run("--help")).contains("\n  provision ", "\n  show ");
        assertThat(shell.run("provision", "--help"))
                .startsWith("Usage: tenantry provision ")
                .contains("--user=USERNAME");
        assertThat(shell.run("--version")).matches("tenantry \\d+\\.\\d+\\.\\d+.*\\n");
    }

    @Test
    void aFindingIsReportedAndFixedAndALostSchemaAttachedAgain() {
        provision();
        JsonNode tenant = shell.json("show", name);
        keycloak.database().execute(
                "delete from tenantry.tenant where realm_id = ?", tenant.get("id").asText());
        keycloak.admin().post("/" + name + "/clear-realm-cache", null);
        String schema = tenant.get("schema").asText();

        assertThat(shell.attempt("findings").output()).contains("SCHEMA_UNREGISTERED").contains(schema);
        assertThat(shell.run("findings", "--fix", "SCHEMA_UNREGISTERED", schema)).contains("is fixed");

        assertThat(shell.run("attach", name, schema)).containsPattern("state +ACTIVE");
        assertThat(signIn()).isEqualTo(200);
        assertThat(shell.attempt("findings", "--fix", "SCHEMA_UNREGISTERED", schema).exitCode()).isEqualTo(1);
    }

    @Test
    void aClientWithTheViewRoleMayOnlyRead() {
        OperatorsShell monitor = new OperatorsShell(folder, Map.of("TENANTRY_CLIENT_SECRET", client("view-tenants")));

        assertThat(monitor.run("show", globex.name(), "--client-id", name)).contains(globex.name());
        Program.Result refused = monitor.attempt("suspend", globex.name(), "--client-id", name);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("manage-tenants");
        assertThat(monitor.attempt("list", "--client-id", "nobody").errors()).startsWith("tenantry: Cannot sign in: ");
    }

    /** Registers a client in master whose id is the tenant's name. @return the client's secret */
    private String client(String role) {
        String secret = "robot-" + name;
        String id = keycloak.admin().post("/master/clients", Map.of(
                "clientId", name, "secret", secret, "serviceAccountsEnabled", true, "standardFlowEnabled", false,
                "publicClient", false)).createdId();
        String user = keycloak.admin().get("/master/clients/" + id + "/service-account-user").json().get("id").asText();
        keycloak.admin().post("/master/users/" + user + "/role-mappings/realm",
                List.of(keycloak.admin().get("/master/roles/" + role).json()));
        return secret;
    }

    @Test
    void theDocumentedCommandsCanBeRun() throws IOException {
        Program.Result life = DocumentedCommands.below("reference/cli.md", "Commands").run(folder, keycloak);

        assertThat(life.exitCode()).as(life.output() + life.errors()).isZero();
        assertThat(life.output()).contains("ACTIVE", "SUSPENDED", "ARCHIVED", "It has version ", "is dropped", "digest");
        assertThat(keycloak.admin().get("/apex").status()).isEqualTo(404);
    }

    @Test
    void theDocumentedLongOperationsAndKcadmCommandsCanBeRun() throws IOException {
        new TestTenants(keycloak).provision(TestTenants.request("apex", "ada", "lovelace-1815")).requiring(201);
        Files.writeString(folder.resolve("users.ndjson"), "{\"username\": \"grace\"}\n");

        Program.Result work = DocumentedCommands.below("reference/cli.md", "Long operations", "Output", "With kcadm")
                .run(folder, keycloak);

        assertThat(work.exitCode()).as(work.output() + work.errors()).isZero();
        assertThat(folder.resolve("acme-users.ndjson")).content().contains("\"ada\"", "\"grace\"").hasLineCount(2);
        assertThat(keycloak.admin().get("/acme").status()).isEqualTo(404);
        assertThat(new Realm(keycloak.server().url(), "apex")
                .passwordGrant("admin-cli", "ada", "lovelace-1815").status()).isEqualTo(200);
    }

    @Test
    void aTenantIsExportedToAFileAndImportedUnderAnotherName() {
        provision();
        String copy = TestTenants.newName();

        Program.Result exported = shell.attempt("export", name, "acme.zip");
        assertThat(exported.exitCode()).as(exported.errors()).isZero();
        assertThat(exported.errors()).contains("kB");
        Program.Result imported = shell.attempt("import", "acme.zip", "--name", copy);

        assertThat(imported.exitCode()).as(imported.errors()).isZero();
        assertThat(imported.output()).containsPattern("name +" + copy).containsPattern("state +ACTIVE");
        assertThat(new Realm(keycloak.server().url(), copy)
                .passwordGrant("admin-cli", "ada", "lovelace-1815").status()).isEqualTo(200);
        assertThat(shell.attempt("import", "acme.zip", "--name", copy).errors()).contains("tenantry: name: ");
        TestTenants.drop(keycloak.admin(), copy);
    }

    @Test
    void theMigrationOfAllTenantsIsFollowedToItsEnd() {
        Program.Result all = shell.attempt("migrate", "--all", "--canary", globex.name(), "--follow");

        assertThat(all.exitCode()).as(all.errors()).isZero();
        assertThat(all.errors()).contains("DONE: total ");
        assertThat(all.output()).containsPattern("state +DONE");
        assertThat(shell.run("migrations")).contains("DONE");
        assertThat(shell.attempt("migrate", "--all", "--canary", "nobody").errors()).startsWith("tenantry: canary: ");
    }

    @Test
    void aTokenInTheEnvironmentReplacesTheSignIn() {
        String token = new Realm(keycloak.server().url(), "master")
                .passwordGrant("admin-cli", "admin", "admin").json().get("access_token").asText();

        OperatorsShell other = new OperatorsShell(folder, Map.of("TENANTRY_TOKEN", token));

        assertThat(other.run("show", globex.name())).contains(globex.name());
    }
}
