package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandsTest {

    private static final int NEVER = 0;
    private static final String LIST = "?first=0&max=1000";
    private static final String ACME =
            "{\"name\":\"acme\",\"displayName\":\"Acme\",\"database\":\"main\",\"state\":\"ACTIVE\"}";
    private static final String GLOBEX = "{\"name\":\"globex\",\"displayName\":\"Globex\",\"database\":\"main\","
            + "\"state\":\"SUSPENDED\",\"host\":\"login.globex.example\"}";
    private static final String HOOLI =
            "{\"name\":\"hooli\",\"displayName\":\"Hooli\",\"database\":\"main\",\"state\":\"ARCHIVED\"}";

    private CannedServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        present(ACME, GLOBEX, HOOLI);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void present(String... tenants) {
        server.answer("GET", LIST, 200, "[" + String.join(",", tenants) + "]");
    }

    private Run run(String command, String tenants, String... more) throws IOException {
        String file = Files.writeString(folder.resolve("tenants.yaml"), "tenants:\n" + tenants).toString();
        List<String> words = new ArrayList<>(List.of(command, "-f", file));
        words.addAll(List.of(more));
        return Run.of(server, words.toArray(String[]::new));
    }

    private List<String> changes() {
        return server.lines().stream().filter(line -> !line.startsWith("GET ")).toList();
    }

    private static String line(String method, String path) {
        return CannedServer.line(method, path);
    }

    @Test
    void aPlanHasALineForEachTenantAndField() throws IOException {
        Run run = run("plan", """
                - {name: acme, displayName: Acme Ltd., state: SUSPENDED}
                - {name: globex, state: SUSPENDED, host: ''}
                - {name: initech, displayName: Initech, database: eu, user: {username: ada, email: ada@initech.test}}
                - {name: umbrella, state: ARCHIVED}
                """);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.errors()).isEmpty();
        assertThat(run.output()).isEqualTo("""
                action     tenant    field          change
                change     acme      displayName    Acme → Acme Ltd.
                suspend    acme      state          ACTIVE → SUSPENDED
                change     globex    host           login.globex.example →
                provision  initech   displayName    Initech
                provision  initech   database       eu
                provision  initech   user.username  ada
                unchanged  umbrella                 does not exist
                unlisted   hooli                    ARCHIVED
                Tenants: 1 provision, 2 change, 1 suspend, 1 unchanged, 1 unlisted
                """);
        assertThat(server.lines()).containsExactly(line("GET", LIST));
    }

    @Test
    void aPlanWithChangesThatCannotBeWrittenKeepsItsExitCode() throws IOException {
        String file = Files.writeString(folder.resolve("tenants.yaml"), "tenants: [{name: acme, state: SUSPENDED}]").toString();

        Run run = Run.withoutOutput(server, "plan", "-f", file);

        assertThat(run).isEqualTo(new Run(3, "", "tenantry: The output could not be written\n"));
    }

    @Test
    void aPlanWithoutChangesExitsWithZeroAndJsonIsAList() throws IOException {
        Run run = run("plan", "- {name: acme, displayName: Acme, host: '', database: main}\n- {name: globex}\n", "--json");

        assertThat(run).isEqualTo(new Run(0, """
                [{"action":"unchanged","tenant":"acme"},{"action":"unchanged","tenant":"globex"},\
                {"action":"unlisted","tenant":"hooli","note":"ARCHIVED"}]
                """, ""));
    }

    @Test
    void brandingIsReadFromTheTenantAndALogoIsShownBySize() throws IOException {
        server.answer("GET", "/acme", 200, ACME.replace("}",
                ",\"branding\":{\"accentColor\":\"#0a5c36\",\"logo\":\"data:image/png;base64,iVBORw0KGgo=\"}}"));
        server.answer("PUT", "/acme", 200, ACME);

        Run same = run("plan", "- {name: acme, branding: {accentColor: '#0A5C36', logo: 'data:image/png;base64,iVBORw0KGgo='}}\n");
        Run other = run("apply", "- {name: acme, branding: {accentColor: '#ffd400'}}\n");

        assertThat(same.exitCode()).isZero();
        assertThat(other.output()).contains(
                "change    acme    branding.accentColor  #0a5c36 → #ffd400\n",
                "change    acme    branding.logo         image/png, 8 bytes →\n");
        assertThat(changes()).containsExactly(line("PUT", "/acme"));
        assertThat(Json.read(server.asked().get(server.asked().size() - 1).body()).value())
                .isEqualTo(Map.of("branding", Map.of("accentColor", "#ffd400")));
    }

    @Test
    void applyShowsThePlanAndCarriesItOut() throws IOException {
        server.answer("POST", "", 201, "{}").answer("PUT", "/acme", 200, "{}").answer("POST", "/acme/suspend", 200, "{}")
                .answer("POST", "/globex/archive?retentionDays=7", 200, "{}").answer("POST", "/hooli/restore", 200, "{}");

        Run run = run("apply", """
                - {name: initech, user: {username: ada}}
                - {name: acme, displayName: Acme Ltd., state: SUSPENDED}
                - {name: globex, state: ARCHIVED, retentionDays: 7}
                - {name: hooli, state: ACTIVE}
                """);

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("action ").endsWith("Done: 4 tenants\n");
        assertThat(changes()).containsExactly(line("POST", ""), line("PUT", "/acme"), line("POST", "/acme/suspend"),
                line("POST", "/globex/archive?retentionDays=7"), line("POST", "/hooli/restore"));
    }

    @Test
    void anEmptyHostOfANewTenantIsNotSent() throws IOException {
        server.answer("POST", "", 201, "{}");

        Run run = run("apply", "- {name: initech, host: '', user: {username: ada}}\n");

        assertThat(run.exitCode()).isZero();
        assertThat(Json.read(server.asked().get(1).body()).value())
                .isEqualTo(Map.of("name", "initech", "user", Map.of("username", "ada")));
    }

    @Test
    void aHostThatAnotherTenantGetsIsFreedFirst() throws IOException {
        server.answer("PUT", "/acme", 200, "{}").answer("PUT", "/globex", 200, "{}");

        Run run = run("apply", """
                - {name: acme, host: login.globex.example}
                - {name: globex, host: new.globex.example}
                """);

        assertThat(run.exitCode()).isZero();
        assertThat(changes()).containsExactly(line("PUT", "/globex"), line("PUT", "/acme"), line("PUT", "/globex"));
    }

    @Test
    void anUnlistedTenantIsArchivedOnlyWithPrune() throws IOException {
        server.answer("POST", "/globex/archive", 200, "{}");

        assertThat(run("plan", "- name: acme\n").exitCode()).isZero();
        assertThat(run("apply", "- name: acme\n").output()).contains("unlisted   globex         SUSPENDED\n");
        assertThat(changes()).isEmpty();
        assertThat(run("plan", "- name: acme\n", "--prune").exitCode()).isEqualTo(3);
        assertThat(run("apply", "- name: acme\n", "--prune").output())
                .contains("archive    globex  state  SUSPENDED → ARCHIVED (not in the file)\n");
        assertThat(changes()).containsExactly(line("POST", "/globex/archive"));
        assertThat(run("apply", "  []\n", "--prune").errors())
                .contains("lists no tenant: --prune would archive all tenants. Nothing was done");
    }

    @Test
    void aDropNeedsAnArchivedTenantAndAnOption() throws IOException {
        server.answer("DELETE", "/hooli", 503, "").answer("DELETE", "/hooli", 404, "{\"errorMessage\":\"gone\"}");

        assertThat(run("plan", "- {name: hooli, state: DROPPED}\n").exitCode()).isEqualTo(3);
        Run refused = run("apply", "- {name: hooli, state: DROPPED}\n");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).isEqualTo("tenantry: All users of these tenants would be gone: hooli. To drop them, add"
                + " --allow-drop. Nothing was done\n");
        Run active = run("apply", "- {name: acme, state: DROPPED}\n", "--allow-drop");
        assertThat(active.exitCode()).isEqualTo(1);
        assertThat(active.output()).contains("conflict  acme    state  ACTIVE (only an archived tenant can be dropped:");
        assertThat(changes()).isEmpty();

        assertThat(run("apply", "- {name: hooli, state: DROPPED}\n", "--allow-drop").exitCode()).isZero();
        assertThat(changes()).containsExactly(line("DELETE", "/hooli"), line("DELETE", "/hooli"));
    }

    @Test
    void aFileWithAnImpossibleChangeChangesNothing() throws IOException {
        Run run = run("apply", """
                - {name: acme, database: eu}
                - {name: globex, displayName: Globex Corp.}
                - {name: initech}
                """);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains(
                "conflict  acme     database     main (the file declares eu: move the tenant, or correct the file)\n",
                "conflict  initech  user         is missing:");
        assertThat(run.errors()).startsWith("tenantry: The file declares what apply can't do");
        assertThat(changes()).isEmpty();
    }

    @Test
    void aProvisioningWithoutAnswerIsRepeatedUnderTheSameKey() throws IOException {
        server.answer("POST", "", NEVER, "").answer("POST", "", 503, "").answer("POST", "", 201, "{}");

        Run run = run("apply", "- {name: initech, user: {username: ada}}\n", "--timeout", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).contains("initech: ", " has not answered in time; once more\n");
        assertThat(server.asked()).filteredOn(request -> request.line().startsWith("POST"))
                .hasSize(3)
                .extracting(request -> request.headers().get("idempotency-key"))
                .containsOnly(server.asked().get(1).headers().get("idempotency-key"));
    }

    @Test
    void aTenantProvisionedMeanwhileIsChangedAsDeclared() throws IOException {
        server.answer("POST", "", 409, "{\"field\":\"name\",\"errorMessage\":\"taken\"}")
                .answer("GET", "/initech", 200, "{\"name\":\"initech\",\"state\":\"PROVISIONING\"}")
                .answer("GET", "/initech", 200, "{\"name\":\"initech\",\"displayName\":\"I\",\"state\":\"ACTIVE\"}")
                .answer("PUT", "/initech", 200, "{}");

        Run run = run("apply", "- {name: initech, displayName: Initech, user: {username: ada}}\n");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(changes()).containsExactly(line("POST", ""), line("POST", ""), line("PUT", "/initech"));
    }

    @Test
    void aRefusedTenantDoesNotStopTheOthers() throws IOException {
        server.answer("POST", "", 409, "{\"field\":\"name\",\"errorMessage\":\"A realm has the name\"}")
                .answer("PUT", "/acme", 200, "{}");

        Run run = run("apply", """
                - {name: initech, state: SUSPENDED, user: {username: ada}}
                - {name: acme, displayName: Acme Ltd.}
                """);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("tenantry: initech: name: A realm has the name\n",
                "tenantry: 1 of 2 tenants failed\n");
        assertThat(changes()).containsExactly(line("POST", ""), line("PUT", "/acme"));
    }

    @Test
    void aMissingRoleOrAnUnavailableServerEndsTheRun() throws IOException {
        server.answer("PUT", "/acme", 403, "{}");
        String both = "- {name: acme, displayName: A}\n- {name: globex, displayName: G}\n";

        Run forbidden = run("apply", both);
        assertThat(forbidden.exitCode()).isEqualTo(1);
        assertThat(forbidden.errors()).contains("manage-tenants",
                "tenantry: 0 of 2 tenants were processed. To continue, repeat the command\n");
        assertThat(changes()).containsExactly(line("PUT", "/acme"));

        server.answer("PUT", "/globex", 503, "");
        assertThat(run("apply", "- {name: globex, displayName: G}\n").exitCode()).isEqualTo(1);
        assertThat(changes()).hasSize(11);
    }
}
