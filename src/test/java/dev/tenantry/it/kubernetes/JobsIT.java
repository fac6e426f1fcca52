package dev.tenantry.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.Distribution;
import dev.tenantry.support.keycloak.KeycloakServer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts and commands of the jobs in the manifests against a real server. */
final class JobsIT {

    private static final Path OPERATOR = Manifest.EXAMPLES.resolve("operator");
    private static final String SECRET = "jobs-secret-1";
    private static final String PASSWORD = "lovelace-1815";

    private static KeycloakUnderTest keycloak;
    private static TestTenant acme;
    private static TestTenant globex;
    private static TestTenant suspended;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        keycloak = KeycloakUnderTest.another("jobs");
        TestTenants tenants = new TestTenants(keycloak);
        acme = tenants.provision("ada", PASSWORD);
        globex = tenants.provision("ada", PASSWORD);
        suspended = tenants.provision("ada", PASSWORD);
        suspended.apply("suspend").requiring(200);
        String script = Files.readString(OPERATOR.resolve("jobs-client.sh"));
        new Program(List.of("bash", "-s"), Path.of("."), Map.of(
                "KEYCLOAK_HOME", Distribution.home().toAbsolutePath().toString(),
                "KEYCLOAK_URL", keycloak.server().url(),
                "KC_BOOTSTRAP_ADMIN_USERNAME", KeycloakServer.ADMIN_USERNAME,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", KeycloakServer.ADMIN_PASSWORD,
                "JOBS_SECRET_BASE64", Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8))),
                script).output();
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.server().stop();
        }
    }

    @Test
    void theCronJobSavesABundleOfEachActiveTenant() throws IOException {
        Path old = Files.createDirectory(folder.resolve("2020-01-01"));
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        String script = object("bundles.yaml", "ConfigMap").at("/data/save-bundles.sh").asText();

        String output = job(List.of("bash", "-c", script)).output();

        assertThat(output).contains("2 bundles in ", ", 0 tenants failed");
        assertThat(folder).isDirectoryRecursivelyContaining("glob:**/" + acme.name() + ".zip")
                .isDirectoryRecursivelyContaining("glob:**/" + globex.name() + ".zip")
                .isDirectoryNotContaining("glob:**/2020-01-01");

        Path kept = bundle(acme);
        Path deleted = bundle(globex);
        Files.writeString(kept, "kept");
        Files.delete(deleted);
        Path part = Files.createFile(kept.resolveSibling(globex.name() + ".zip.1.part"));

        String second = job(List.of("bash", "-c", script)).output();

        assertThat(second).contains("2 bundles in ", ", 0 tenants failed");
        assertThat(kept).hasContent("kept");
        assertThat(deleted).isNotEmptyFile();
        assertThat(part).doesNotExist();
    }

    private Path bundle(TestTenant tenant) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(tenant.name() + ".zip")).findFirst().orElseThrow();
        }
    }

    @Test
    void theMigrationJobMigratesAllTenantsWithOlderSchemas() throws IOException {
        List<Object> newest = versions();
        keycloak.database().execute("update tenantry.tenant set schema_version = 1");
        List<String> command = new ArrayList<>();
        object("migrate-all.yaml", "Job").at("/spec/template/spec/containers/0/command")
                .forEach(word -> command.add(switch (word.asText()) {
                    case "/opt/keycloak/providers/keycloak-tenantry.jar" -> jar();
                    case "$(TENANTRY_CLIENT_ID)" -> "tenantry-jobs";
                    case "acme" -> acme.name();
                    default -> word.asText();
                }));

        Program.Result result = job(command).run();

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(versions()).isEqualTo(newest);
        assertThat(keycloak.database().rows("""
                select name, canary is not null, outcome from tenantry.migration_job_tenant"""))
                .containsExactlyInAnyOrder(
                        List.of(acme.name(), true, "MIGRATED"),
                        List.of(globex.name(), false, "MIGRATED"),
                        List.of(suspended.name(), false, "MIGRATED"));
    }

    private static List<Object> versions() {
        return keycloak.database().rows("select schema_version from tenantry.tenant order by name").stream()
                .<Object>map(row -> row.get(0))
                .toList();
    }

    private Program job(List<String> command) {
        return new Program(command, folder, Map.of(
                "KEYCLOAK_URL", keycloak.server().url(),
                "TENANTRY_JAR", jar(),
                "TENANTRY_CLIENT_ID", "tenantry-jobs",
                "TENANTRY_CLIENT_SECRET", SECRET,
                "BUNDLES", folder.toString()), "");
    }

    private static String jar() {
        return Distribution.jar().toAbsolutePath().toString();
    }

    private static JsonNode object(String file, String kind) throws IOException {
        return Manifest.in(OPERATOR).stream()
                .filter(manifest -> manifest.file().endsWith(file) && manifest.kind().equals(kind))
                .findFirst().orElseThrow().root();
    }
}
