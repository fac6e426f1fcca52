package dev.tenantry.cli;

import static dev.tenantry.cli.CannedServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request each command sends, and how it shows the answer. */
final class TenantryTest {

    private static final String ACME = """
            {"id":"1","name":"acme","displayName":"Acme","database":"main","state":"SUSPENDED","schemaVersion":2,\
            "createdAt":"2026-11-24"}""";

    private static final String ARCHIVED = ACME.replace("SUSPENDED", "ARCHIVED");
    private static final String FIXED = """
            {"fixed":true,"done":"Mark the schema as the tenant's"}""";

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aListIsShownForPeopleAndForScripts() {
        server.answer("GET", "?search=a+c%26d&state=SUSPENDED&first=0&max=100", 200, "[" + ACME + "]");

        Run people = Run.of(server, "list", "--search", "a c&d", "--state", "SUSPENDED");
        Run scripts = Run.of(server, "list", "--search", "a c&d", "--state", "SUSPENDED", "--json");

        assertThat(people).isEqualTo(new Run(0, """
                name  state      database  schemaVersion  createdAt   purgeAfter  displayName
                acme  SUSPENDED  main      2              2026-11-24              Acme
                """, ""));
        assertThat(scripts).isEqualTo(new Run(0, "[" + ACME + "]\n", ""));
        assertThat(server.asked().get(0).headers()).containsEntry("authorization", "Bearer token-of-ada");
    }

    @Test
    void aFullPageNamesTheNextPage() {
        server.answer("GET", "?first=3&max=1", 200, "[" + ACME + "]");

        assertThat(Run.of(server, "list", "--first", "3", "--max", "1").errors())
                .isEqualTo("There may be more: --first 4\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "show acme                          | GET    | /acme",
        "suspend acme                       | POST   | /acme/suspend",
        "resume acme                        | POST   | /acme/resume",
        "archive acme                       | POST   | /acme/archive",
        "archive acme --retention-days 0    | POST   | /acme/archive?retentionDays=0",
        "restore acme                       | POST   | /acme/restore",
        "migrate acme                       | POST   | /acme/migrate",
        "residue acme                       | GET    | /acme/residue",
        "rename acme globex                 | PUT    | /acme",
        "attach acme tenant_acme_1          | POST   | /attach",
        "drop acme --yes --force            | DELETE | /acme?force=true",
        "migrations --job 1 --stop          | DELETE | /migrations/1",
        "adoptions 1 --cancel               | DELETE | /adoptions/1",
        "show a/b?c                         | GET    | /a%2Fb%3Fc"})
    void eachCommandSendsOneRequest(String command, String method, String path) {
        server.answer(method, path, 200, ACME);

        Run run = Run.of(server, command.split(" "));

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("acme");
        assertThat(server.lines()).containsExactly(line(method, path));
    }

    @Test
    void aSchemaIsNamedWithItsDatabase() {
        server.answer("POST", "/attach", 200, ACME).answer("POST", "/findings/fix", 200, FIXED);

        Run.of(server, "attach", "acme", "tenant_acme_1", "--database", "eu");
        Run.of(server, "findings", "--fix", "SCHEMA_UNREGISTERED", "tenant_acme_1", "--database", "eu");

        assertThat(server.asked()).hasSize(2).allSatisfy(asked ->
                assertThat(Json.read(asked.body()).get("database").value()).isEqualTo("eu"));
    }

    @Test
    void droppingRepeatsTheNameInTheBody() {
        server.answer("GET", "/acme", 200, ARCHIVED).answer("DELETE", "/acme", 204, "");

        Run run = Run.of(server, "drop", "acme", "--yes", "--json");

        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(server.lines()).containsExactly(line("GET", "/acme"), line("DELETE", "/acme"));
        assertThat(server.asked().get(1).body()).isEqualTo("{\"name\":\"acme\"}");
    }

    @Test
    void anUnarchivedTenantIsNotDroppedWithoutForceAndItsNameIsNotAskedFor() {
        server.answer("GET", "/acme", 200, ACME.replace("SUSPENDED", "ACTIVE")).answer("GET", "/globex", 200, ACME);

        assertThat(Run.answering("acme", server, "drop", "acme")).isEqualTo(
                new Run(1, "", "tenantry: acme is active. Archive it first, or use --force.\n"));
        assertThat(Run.of(server, "drop", "globex", "--yes").errors())
                .isEqualTo("tenantry: globex is suspended. Archive it first, or use --force.\n");
        assertThat(server.lines()).containsExactly(line("GET", "/acme"), line("GET", "/globex"));
    }

    @Test
    void droppingAsksForTheName() {
        server.answer("GET", "/acme", 200, ARCHIVED).answer("DELETE", "/acme", 204, "");

        Run mistaken = Run.answering("apex", server, "drop", "acme");
        assertThat(mistaken).isEqualTo(new Run(1, "", "tenantry: That is not its name: nothing was dropped\n"));
        assertThat(server.lines()).containsExactly(line("GET", "/acme"));

        assertThat(Run.answering("acme", server, "drop", "acme").exitCode()).isZero();
        assertThat(server.lines()).endsWith(line("GET", "/acme"), line("DELETE", "/acme"));
    }

    @Test
    void nothingIsDroppedIfNobodyCanConfirm() {
        assertThat(Run.of(server, "drop", "acme").exitCode()).isEqualTo(2);
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void anOmittedOptionIsNotSent() {
        server.answer("PUT", "/acme", 200, ACME);

        Run.of(server, "rename", "acme", "globex");

        assertThat(server.asked().get(0).body()).isEqualTo("{\"name\":\"globex\"}");
    }

    @Test
    void aDriftedSchemaFailsTheCommand() {
        server.answer("GET", "/acme/drift", 200, "{\"drifted\":true,\"missing\":[\"table users\"]}")
                .answer("GET", "/globex/drift", 200, "{\"drifted\":false,\"missing\":[]}");

        assertThat(Run.of(server, "drift", "acme"))
                .isEqualTo(new Run(1, "drifted  true\nmissing  table users\n", ""));
        assertThat(Run.of(server, "drift", "globex").exitCode()).isZero();
    }

    @Test
    void aRefusalHasALineForEachReason() {
        server.answer("POST", "/acme/resume", 409, """
                        {"field":"state","errorMessage":"The tenant acme is ARCHIVED"}""")
                .answer("PUT", "/acme", 400, """
                        {"errors":[{"field":"name","errorMessage":"too short","params":[]},
                                   {"field":"displayName","errorMessage":"too\\u001b long"}]}""");

        assertThat(Run.of(server, "resume", "acme"))
                .isEqualTo(new Run(1, "", "tenantry: state: The tenant acme is ARCHIVED\n"));
        assertThat(Run.of(server, "rename", "acme", "x"))
                .isEqualTo(new Run(1, "", "tenantry: name: too short\ntenantry: displayName: too? long\n"));
    }

    @Test
    void aMessageKeyOfKeycloakIsShownAsText() {
        server.answer("POST", "", 400, """
                {"errors":[{"field":"user.email","errorMessage":"error-invalid-email","params":["email","x"]},
                           {"field":"user.username","errorMessage":"error-invalid-length","params":["username",3,255]},
                           {"field":"user.credentials","errorMessage":"invalidPasswordMinLengthMessage","params":[12]},
                           {"field":"user.firstName","errorMessage":"error-invalid-length-too-long","params":[]},
                           {"field":"name","errorMessage":"error-of-tomorrow"}]}""");

        assertThat(Run.of(server, "provision", "acme", "--user", "a").errors()).isEqualTo("""
                tenantry: user.email: This is not a valid email address.
                tenantry: user.username: The value must have 3 to 255 characters.
                tenantry: user.credentials: The password must have at least 12 characters.
                tenantry: user.firstName: The value must have at most … characters.
                tenantry: name: error-of-tomorrow
                """);
    }

    @Test
    void aDeletionRecordHasTheSumOfItsRows() {
        String record = """
                [{"name":"acme","id":"1","database":"main","rows":{"users":3,"schema_history":2},"digest":"ab"}]""";
        server.answer("GET", "/deletion-records?name=acme&first=0&max=1000", 200, record);

        assertThat(Run.of(server, "deletion-records", "acme").output()).isEqualTo("""
                name  id  database  provisionedAt  droppedAt  rows  digest
                acme  1   main                                5     ab
                """);
        assertThat(Run.of(server, "deletion-records", "acme", "--json").output()).isEqualTo(record + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adoptions", "migrations", "deletion-records"})
    void allPagesOfAListAreShown(String command) {
        String page = IntStream.range(0, 1000)
                .mapToObj("{\"id\":\"%04d\"}"::formatted)
                .collect(Collectors.joining(","));
        server.answer("GET", "/" + command + "?first=0&max=1000", 200, "[" + page + "]")
                .answer("GET", "/" + command + "?first=1000&max=1000", 200, "[{\"id\":\"0999\"},{\"id\":\"1000\"}]");

        Run run = Run.of(server, command);

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).containsOnlyOnce("0999").contains("1000");
        assertThat(Run.of(server, command, "--json").output()).isEqualTo("[" + page + ",{\"id\":\"1000\"}]\n");
    }

    @Test
    void anEmptyListSaysSo() {
        server.answer("GET", "?first=0&max=100", 200, "[]")
                .answer("GET", "?search=x&first=0&max=100", 200, "[]")
                .answer("GET", "/deletion-records?first=0&max=1000", 200, "[]")
                .answer("GET", "/migrations?first=0&max=1000", 200, "[]")
                .answer("GET", "/adoptions?first=0&max=1000", 200, "[]")
                .answer("GET", "/findings", 200, "[]");

        assertThat(Run.of(server, "list").output()).isEqualTo("No tenants.\n");
        assertThat(Run.of(server, "list", "--search", "x").output()).isEqualTo("No tenants found.\n");
        assertThat(Run.of(server, "deletion-records").output()).isEqualTo("No deletion records.\n");
        assertThat(Run.of(server, "migrations").output()).isEqualTo("No migration jobs.\n");
        assertThat(Run.of(server, "adoptions").output()).isEqualTo("No adoptions.\n");
        assertThat(Run.of(server, "findings").output()).isEqualTo("No problems found.\n");
        assertThat(Run.of(server, "findings", "--json").output()).isEqualTo("[]\n");
    }

    @Test
    void aResultThatCannotBeWrittenFailsTheCommand() {
        server.answer("GET", "/acme", 200, ACME).answer("GET", "/acme/drift", 200, "{\"drifted\":true}");
        String problem = "tenantry: The output could not be written\n";

        assertThat(Run.withoutOutput(server, "show", "acme")).isEqualTo(new Run(1, "", problem));
        assertThat(Run.withoutOutput(server, "show", "acme", "--json")).isEqualTo(new Run(1, "", problem));
        assertThat(Run.withoutOutput(server, "drift", "acme")).isEqualTo(new Run(1, "", problem));
        assertThat(Run.withoutOutput(server, "--help")).isEqualTo(new Run(1, "", problem));
        assertThat(Run.withoutOutput(server, "show").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | {\"error\":\"HTTP 403 Forbidden\"} | manage-tenants",
        "404 | {\"error\":\"Realm not found.\"}   | Realm not found. (HTTP 404)",
        "404 | {\"error\":\"HTTP 404 Not Found\"} | tenantry: HTTP 404 Not Found",
        "502 | <html>Bad Gateway</html>           | HTTP 502"})
    void anyOtherRefusalIsExplainedInOneLine(int status, String body, String line) {
        server.answer("GET", "/acme", status, body);

        Run run = Run.of(server, "show", "acme", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).startsWith("tenantry: ").contains(line).hasLineCount(1);
    }

    @Test
    void anUnreachableServerIsNamed() {
        String url = server.url();
        server.close();

        Run run = Run.of(server, "list");

        assertThat(run).isEqualTo(new Run(1, "", "tenantry: " + url + " can't be reached\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "frobnicate", "help frobnicate", "show", "show acme --frobnicate", "show ..", "list --max few", "migrate", "migrate acme --all",
        "migrate acme --canary a", "migrations --stop", "adoptions --follow", "provision acme", "list --server ftp://x",
        "list --server http://ada:secret@x"})
    void aWrongCommandDoesNothing(String command) {
        Run run = Run.of(server, command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).startsWith("tenantry: ").hasLineCount(1).doesNotContain("secret");
        assertThat(server.lines()).isEmpty();
    }
}
