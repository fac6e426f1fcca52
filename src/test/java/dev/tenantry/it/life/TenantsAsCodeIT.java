package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import dev.tenantry.support.process.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line provisions and changes tenants as a file declares them. Keycloak's imports fill their realms. */
final class TenantsAsCodeIT {

    private static final int TENANTS = 12;
    private static final int CHANGES = 3;

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final AdminApi admin = keycloak.admin();
    private final String prefix = TestTenants.newName();
    private final List<String> names =
            IntStream.range(0, TENANTS).mapToObj(number -> prefix + "-" + number).toList();

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
        TestTenants.drop(admin, globex.name());
        names.forEach(name -> TestTenants.drop(admin, name));
    }

    private void declare(Stream<String> tenants) throws IOException {
        Files.writeString(folder.resolve("tenants.yaml"), "tenants:\n" + tenants.collect(Collectors.joining()));
    }

    private static String tenant(String name, String more) {
        return "- {name: " + name + ", user: {username: ada, email: ada@acme.test, firstName: Ada, lastName: Byron,"
                + " passwordFile: password}" + more + "}\n";
    }

    /** The lines of a plan about the tenants of this test. */
    private List<String> planned(int exitCode, String... words) {
        Program.Result result = shell.attempt(words);
        assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(exitCode);
        return result.output().lines()
                .filter(line -> line.contains(prefix) || line.contains(globex.name()))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private String state(String name) {
        return admin.get(TestTenants.PATH + "/" + name).json().path("state").asText();
    }

    @Test
    @Tag("long")
    void applyProvisionsEachTenantOnceEvenIfAnswersAreLost() throws IOException {
        Files.writeString(folder.resolve("password"), "lovelace-1815\n");
        declare(names.stream().map(name -> tenant(name, "")));

        assertThat(planned(CHANGES, "plan", "-f", "tenants.yaml"))
                .hasSize(TENANTS + 1)
                .contains("provision " + names.get(0) + " user.username ada", "unlisted " + globex.name() + " ACTIVE");
        Program.Result applied = applyThroughANetworkThatLosesEveryThirdAnswer();

        assertThat(applied.exitCode()).as(applied.errors()).isZero();
        assertThat(applied.errors().lines().filter(line -> line.endsWith("; once more"))).hasSize(TENANTS / 3);
        assertThat(applied.output()).endsWith("Done: " + TENANTS + " tenants\n");
        assertThat(admin.get(TestTenants.PATH + "/count?search=" + prefix).body()).isEqualTo(String.valueOf(TENANTS));
        assertThat(names).allSatisfy(name -> assertThat(new Realm(keycloak.server().url(), name)
                .passwordGrant("admin-cli", "ada", "lovelace-1815").status()).isEqualTo(200));

        assertThat(planned(0, "plan", "-f", "tenants.yaml")).contains("unchanged " + names.get(0));
        assertThat(planned(0, "apply", "-f", "tenants.yaml"))
                .filteredOn(line -> line.startsWith("unchanged ")).hasSize(TENANTS);
    }

    /** Ends the connection in place of the first answer about every third new tenant. */
    private Program.Result applyThroughANetworkThatLosesEveryThirdAnswer() {
        AtomicInteger provisioned = new AtomicInteger();
        AtomicReference<TcpForwarder> network = new AtomicReference<>();
        int port = URI.create(keycloak.server().url()).getPort();
        try (TcpForwarder forwarder = TcpForwarder.to(port, () -> (bytes, length) -> {
            boolean isNew = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 201");
            if (isNew && provisioned.getAndIncrement() % 4 == 0) { // of three tenants one has two answers
                network.get().cut();
            }
        })) {
            network.set(forwarder);
            return shell.program("apply", "-f", "tenants.yaml")
                    .withEnvironment("KEYCLOAK_URL", "http://localhost:" + forwarder.port())
                    .run();
        }
    }

    @Test
    void changesAndStatesAreAppliedAndADropNeedsAnArchiveFirst() throws IOException {
        Files.writeString(folder.resolve("password"), "lovelace-1815\n");
        String acme = names.get(0);
        String initech = names.get(1);
        String host = prefix + ".example.com";
        declare(Stream.of(tenant(acme, ", host: " + host), tenant(initech, ", state: SUSPENDED")));
        shell.run("apply", "-f", "tenants.yaml");
        assertThat(state(initech)).isEqualTo("SUSPENDED");

        declare(Stream.of(tenant(initech, ", state: ACTIVE, host: " + host),
                tenant(acme, ", displayName: Acme Ltd., host: '', state: ARCHIVED, branding: {accentColor: '#0A5C36'}")));
        assertThat(planned(CHANGES, "plan", "-f", "tenants.yaml")).containsExactly(
                "change " + initech + " host → " + host,
                "resume " + initech + " state SUSPENDED → ACTIVE",
                "change " + acme + " displayName " + acme + " → Acme Ltd.",
                "change " + acme + " host " + host + " →",
                "change " + acme + " branding.accentColor → #0a5c36",
                "archive " + acme + " state ACTIVE → ARCHIVED",
                "unlisted " + globex.name() + " ACTIVE");
        shell.run("apply", "-f", "tenants.yaml");
        planned(0, "plan", "-f", "tenants.yaml");
        assertThat(state(acme)).isEqualTo("ARCHIVED");

        declare(Stream.of(tenant(acme, ", state: DROPPED"), tenant(initech, ", state: DROPPED")));
        assertThat(planned(1, "apply", "-f", "tenants.yaml", "--allow-drop")).anyMatch(line -> line.startsWith("conflict "));
        declare(Stream.of(tenant(acme, ", state: DROPPED"), tenant(initech, "")));
        planned(1, "apply", "-f", "tenants.yaml");
        assertThat(state(acme)).isEqualTo("ARCHIVED");
        planned(0, "apply", "-f", "tenants.yaml", "--allow-drop");
        assertThat(admin.get(TestTenants.PATH + "/" + acme).status()).isEqualTo(404);
        assertThat(planned(0, "plan", "-f", "tenants.yaml")).contains("unchanged " + acme + " does not exist");
        admin.delete(TestTenants.PATH + "/former-names/" + acme);
    }

    @Test
    void keycloaksImportsFillTheRealmAndAttributesOfAnImportShowUpInThePlan() throws IOException {
        String acme = names.get(0);
        Files.writeString(folder.resolve("password"), "lovelace-1815\n");
        declare(Stream.of(tenant(acme, ", host: " + prefix + ".example.com, branding: {accentColor: '#0a5c36'}")));
        shell.run("apply", "-f", "tenants.yaml");

        Map<String, Object> content = Map.of(
                "ifResourceExists", "OVERWRITE",
                "clients", List.of(Map.of("clientId", "shop", "publicClient", true, "redirectUris", List.of("https://shop/*"))),
                "roles", Map.of(
                        "realm", List.of(Map.of("name", "buyer")),
                        "client", Map.of("shop", List.of(Map.of("name", "seller")))));
        for (int run = 0; run < 2; run++) {
            Answer imported = admin.post("/" + acme + "/partialImport", content);
            assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        }
        JsonNode shop = admin.get("/" + acme + "/clients?clientId=shop").json().get(0);
        assertThat(admin.get("/" + acme + "/clients/" + shop.get("id").asText() + "/roles/seller").status()).isEqualTo(200);
        assertThat(admin.get("/" + acme + "/roles/buyer").status()).isEqualTo(200);
        assertThat(admin.get("/" + globex.name() + "/roles/buyer").status()).isEqualTo(404);
        planned(0, "plan", "-f", "tenants.yaml");

        assertThat(admin.put("/" + acme, Map.of("realm", acme, "loginTheme", "tenantry")).status()).isEqualTo(204);
        planned(0, "plan", "-f", "tenants.yaml");
        assertThat(admin.put("/" + acme, Map.of("realm", acme, "attributes", Map.of("of", "an import"))).status())
                .isEqualTo(204);
        assertThat(planned(CHANGES, "plan", "-f", "tenants.yaml")).containsExactly(
                "change " + acme + " branding.accentColor → #0a5c36", "unlisted " + globex.name() + " ACTIVE");
    }

    @Test
    void requestsOfARealmToolNeitherRemoveTheStorageNorResumeATenant() throws IOException {
        String acme = names.get(0);
        Files.writeString(folder.resolve("password"), "lovelace-1815\n");
        declare(Stream.of(tenant(acme, "")));
        shell.run("apply", "-f", "tenants.yaml");
        JsonNode components = admin.get("/" + acme + "/components").json();
        assertThat(components).isNotEmpty();
        assertThat(components.findValuesAsText("providerId")).doesNotContain("tenantry");
        assertThat(admin.post("/" + acme + "/components", Map.of(
                "name", "tenant", "providerId", "tenantry", "providerType", "org.keycloak.storage.UserStorageProvider"))
                .status()).isEqualTo(403);

        declare(Stream.of(tenant(acme, ", state: SUSPENDED")));
        shell.run("apply", "-f", "tenants.yaml");
        admin.put("/" + acme, Map.of("realm", acme, "enabled", true));
        assertThat(new Realm(keycloak.server().url(), acme).passwordGrant("admin-cli", "ada", "lovelace-1815").status())
                .isNotEqualTo(200);
        planned(0, "plan", "-f", "tenants.yaml");
    }

    @Test
    void theCommandsOfTheGuideRunWithTheExample() throws IOException {
        Files.copy(Path.of("examples", "tenants-as-code", "tenants.yaml"), folder.resolve("tenants.yaml"));
        Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/acme"), "lovelace-1815\n");
        try {
            Program.Result result = DocumentedCommands.of("guides/tenants-as-code.md").run(folder, keycloak);

            assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
            assertThat(result.output()).contains("Done: 3 tenants", "unchanged  acme");
            assertThat(state("initech")).isEqualTo("SUSPENDED");
        } finally {
            TestTenants.dropAndFree(admin, "acme", "globex", "initech");
        }
    }
}
