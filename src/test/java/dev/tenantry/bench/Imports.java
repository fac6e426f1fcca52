package dev.tenantry.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Imports users with hashed passwords, two attributes and the default role each. A tenant gets all users in one or two
 * requests. A standard realm gets a thousand users by partial import, which writes them one by one. The heap of the
 * server is small.
 */
final class Imports implements Benchmark {

    private static final String HEAP = "-Xmx512m";
    /** By default, Keycloak refuses a body of more than 10 MB. */
    private static final String LARGE_BODIES = " -Dquarkus.http.limits.max-body-size=8G";
    private static final String OWN_JAVA_OPTIONS = System.getProperty("tenantry.bench.java", "");
    private static final int WARM_UP = 20_000;

    private final int users = Integer.getInteger("tenantry.bench.imported", 200_000);
    private final int usersOfStandard = Integer.getInteger("tenantry.bench.imported.standard", 1_000);
    private final ObjectMapper json = new ObjectMapper();

    private final Table table = new Table("import", "users", "seconds", "users/s", "ratio");
    private KeycloakUnderTest keycloak;
    private double standardPerSecond;

    @Override
    public String run(BenchEnvironment environment) {
        keycloak = environment.keycloak((HEAP + LARGE_BODIES + " " + OWN_JAVA_OPTIONS).strip());
        TestTenant acme = tenant();
        Map<String, Object> password = password(acme);
        Path folder = null;
        try {
            environment.progress("standard: partial import of %,d users …".formatted(usersOfStandard));
            standard(password);
            folder = Files.createTempDirectory("imports");
            load(acme, "resumable", lines(folder, 1, WARM_UP, password), WARM_UP);
            Path all = lines(folder, 1, users, password);
            TestTenant filled = acme;
            for (String mode : List.of("resumable", "atomic")) {
                environment.progress("tenant, %s: %,d users …".formatted(mode, users));
                filled = tenant();
                row("tenant, " + mode, users, load(filled, mode, all, users));
            }
            environment.progress("tenant, two bodies at once …");
            inTwo(lines(folder, 1, users / 2, password), lines(folder, users / 2 + 1, users, password));
            environment.progress("PostgreSQL alone …");
            inSql(filled);
            return table + "\nThe body of a tenant's import had %,d MB.\n".formatted(Files.size(all) / 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private TestTenant tenant() {
        return (TestTenant) RealmKind.TENANT.create(keycloak, "ada", People.PASSWORD);
    }

    private void inTwo(Path first, Path second) {
        TestTenant tenant = tenant();
        long begun = System.nanoTime();
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> load(tenant, "resumable", second, users - users / 2));
        load(tenant, "resumable", first, users / 2);
        other.join();
        row("tenant, resumable, two bodies at once", users, (System.nanoTime() - begun) / 1e9);
    }

    /**
     * Copies the rows of an imported tenant by one SQL statement into another tenant's table, which has the same
     * indexes.
     */
    private void inSql(TestTenant filled) {
        String from = '"' + filled.schema() + '"';
        String to = '"' + tenant().schema() + '"';
        long begun = System.nanoTime();
        keycloak.database().execute(
                "insert into %s.users select * from %s.users where username <> 'ada'".formatted(to, from));
        row("PostgreSQL alone, by `insert … select`", users, (System.nanoTime() - begun) / 1e9);
    }

    private void standard(Map<String, Object> password) throws IOException {
        StandardRealm realm = (StandardRealm) RealmKind.STANDARD.create(keycloak, "ada", People.PASSWORD);
        Path folder = Files.createTempDirectory("imports");
        Path file = Files.createTempFile(folder, "users", ".json");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"ifResourceExists\":\"FAIL\",\"users\":[");
            for (int i = 1; i <= usersOfStandard; i++) {
                out.write((i == 1 ? "" : ",") + user(realm.name(), i, password));
            }
            out.write("]}");
        }
        long begun = System.nanoTime();
        keycloak.admin().postFile("/" + realm.name() + "/partialImport", "application/json", file).requiring(200);
        double seconds = (System.nanoTime() - begun) / 1e9;
        delete(folder);
        standardPerSecond = usersOfStandard / seconds;
        row("standard, partial import", usersOfStandard, seconds);
    }

    private void row(String what, int imported, double seconds) {
        double perSecond = imported / seconds;
        table.row(what, "%,d".formatted(imported), seconds, perSecond, Table.times(perSecond / standardPerSecond));
    }

    private double load(TestTenant tenant, String mode, Path file, int expected) {
        long begun = System.nanoTime();
        Answer answer = keycloak.admin().postFile(
                TestTenants.PATH + "/" + tenant.name() + "/users/import?mode=" + mode, "application/x-ndjson", file);
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (answer.requiring(200).json().get("imported").asInt() != expected) {
            throw new IllegalStateException(answer.toString());
        }
        return seconds;
    }

    /** A password in Keycloak's export format, as Keycloak hashes it by default: with argon2. */
    private Map<String, Object> password(TestTenant realm) {
        List<Object> row = keycloak.database().rows("select password ->> 'secret_data', password ->> 'credential_data'"
                + " from \"" + realm.schema() + "\".users").get(0);
        return Map.of("type", "password", "secretData", row.get(0), "credentialData", row.get(1));
    }

    private Path lines(Path folder, int from, int to, Map<String, Object> password) throws IOException {
        Path file = Files.createTempFile(folder, "users", ".ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = from; i <= to; i++) {
                out.write(user("any", i, password));
                out.write('\n');
            }
        }
        return file;
    }

    private String user(String realm, int number, Map<String, Object> password) throws IOException {
        ObjectNode user = json.createObjectNode()
                .put("username", "imported" + number)
                .put("email", "imported" + number + "@example.test")
                .put("firstName", "First" + number % 40)
                .put("lastName", "Last" + number % 4999)
                .put("enabled", true)
                .put("emailVerified", true);
        user.set("attributes", json.valueToTree(
                Map.of("department", List.of("navy" + number % 100), "phone", List.of("+1 555 " + number))));
        user.set("realmRoles", json.valueToTree(List.of("default-roles-" + realm)));
        user.set("credentials", json.valueToTree(List.of(password)));
        return json.writeValueAsString(user);
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
