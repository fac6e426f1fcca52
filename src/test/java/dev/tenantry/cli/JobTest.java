package dev.tenantry.cli;

import static dev.tenantry.cli.CannedServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that start, follow and show jobs of the server. */
final class JobTest {

    private static final String HALF = """
            {"id":"7","version":3,"state":"RUNNING","total":4,"migrated":2,"failed":0,"remaining":2,"rate":1.25,\
            "secondsLeft":2}""";
    private static final String DONE = """
            {"id":"7","version":3,"state":"DONE","total":4,"migrated":4,"failed":0,"remaining":0,"rate":1.0,\
            "failures":[]}""";
    private static final String TWO_FAILED = """
            {"id":"7","state":"DONE","total":4,"migrated":2,"failed":2,"failures":[\
            {"tenant":"acme","cause":"V3__x.sql: 42P01"},{"tenant":"globex","cause":"V3__x.sql: 42703"}]}""";

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
    void aStartedJobIsShownWithTheCommandToFollowIt() {
        server.answer("POST", "/migrate", 202, HALF);

        Run run = Run.of(server, "migrate", "--all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("RUNNING");
        assertThat(run.errors()).contains("migrations --job 7 --follow");
    }

    @Test
    void aFollowedJobIsShownStepByStepUntilItIsDone() {
        server.answer("POST", "/migrate?canary=a%2Cb&errorBudget=1", 202, HALF)
                .answer("GET", "/migrations/7", 200, HALF)
                .answer("GET", "/migrations/7", 200, HALF)
                .answer("GET", "/migrations/7", 200, DONE);

        Run run = Run.of(
                server, "migrate", "--all", "--canary", "a,b", "--error-budget", "1", "--follow", "--json");

        assertThat(run).isEqualTo(new Run(0, DONE + "\n", """
                RUNNING: total 4, migrated 2, failed 0, remaining 2, 1.3/s, 2 s left
                DONE: total 4, migrated 4, failed 0, remaining 0, 1.0/s
                """));
    }

    @Test
    void theLineIsRewrittenOnATerminal() {
        server.answer("GET", "/migrations/7", 200, HALF).answer("GET", "/migrations/7", 200, DONE);

        Run run = Run.answering("", server, "migrations", "--job", "7", "--follow");

        assertThat(run.errors()).isEqualTo("\r\u001b[KRUNNING: total 4, migrated 2, failed 0, remaining 2, 1.3/s, 2 s left"
                + "\r\u001b[KDONE: total 4, migrated 4, failed 0, remaining 0, 1.0/s\n");
    }

    @Test
    void aJobWithFailedTenantsFailsAndNamesEachCause() {
        server.answer("GET", "/migrations/7", 200, TWO_FAILED);

        Run run = Run.of(server, "migrations", "--job", "7", "--follow");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("acme  V3__x.sql: 42P01", "globex  V3__x.sql: 42703");
    }

    @Test
    void aJobThatFailedBeforeItsEndFails() {
        server.answer("GET", "/adoptions/8", 200, "{\"id\":\"8\",\"state\":\"FAILED\",\"cause\":\"x\"}");

        assertThat(Run.of(server, "adoptions", "8").exitCode()).isEqualTo(1);
    }

    @Test
    void adoptionsAndReleasesAreFollowedAlike() {
        server.answer("POST", "/adopt", 202, "{\"id\":\"8\",\"state\":\"RUNNING\"}")
                .answer("POST", "/acme/release", 202, "{\"id\":\"9\",\"state\":\"RUNNING\"}")
                .answer("GET", "/adoptions/8", 200, "{\"id\":\"8\",\"state\":\"RUNNING\",\"step\":\"COPY\",\"copied\":3}")
                .answer("GET", "/adoptions/8", 200, "{\"id\":\"8\",\"state\":\"DONE\"}")
                .answer("GET", "/adoptions/9", 200, "{\"id\":\"9\",\"state\":\"DONE\"}");

        Run adopted = Run.of(server, "adopt", "acme", "--follow");

        assertThat(adopted.exitCode()).isZero();
        assertThat(adopted.errors()).contains("RUNNING COPY: copied 3");
        assertThat(server.asked().get(0).body()).isEqualTo("{\"realm\":\"acme\"}");
        assertThat(Run.of(server, "release", "acme", "--follow").exitCode()).isZero();
    }

    @Test
    void theProgramWaitsForAServerThatRestarts() {
        server.answer("GET", "/migrations/7", 503, "").answer("GET", "/migrations/7", 200, DONE);

        Run run = Run.of(server, "migrations", "--job", "7", "--follow");

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).contains("HTTP 503; waiting");
    }

    @Test
    void aRefusedRequestSaysHowToFollowTheJobAgain() {
        server.answer("GET", "/migrations/7", 401, "");

        Run run = Run.of(server, "migrations", "--job", "7", "--follow");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).endsWith("look again: migrations --job 7 --follow\n");
        assertThat(server.lines()).containsExactly(line("GET", "/migrations/7"));
    }

    @Test
    void aStoppedProgramSaysHowToFollowTheJobAgain() throws Exception {
        server.answer("GET", "/migrations/7", 200, HALF);
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"),
                Tenantry.class.getName(), "migrations", "--job", "7", "--follow", "--server", server.url());
        program.environment().put("TENANTRY_TOKEN", "ready");
        Process process = program.start();
        try (BufferedReader errors = process.errorReader()) {
            assertThat(errors.readLine()).startsWith("RUNNING: total 4");

            process.toHandle().destroy(); // ends the program as Ctrl-C does; background programs ignore Ctrl-C

            assertThat(errors.lines().collect(Collectors.joining("\n")))
                    .isEqualTo("It goes on in the server. Look again: migrations --job 7 --follow");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aRehearsalIsShownAndFailsWithAFailedMigration() {
        String failed = """
                {"version":3,"behind":4,"rehearsed":1,"scripts":[{"version":3,"description":"notes"}],\
                "locks":[{"table":"users","mode":"ACCESS EXCLUSIVE"}],"medianMillis":7,"longestMillis":7,\
                "estimateMillis":28,"workers":1,"failures":[{"tenant":"acme","cause":"V3__notes.sql: 42P01"}]}""";
        server.answer("POST", "/migrations/rehearsal", 200, failed)
                .answer("POST", "/migrations/rehearsal?tenants=2", 200, failed.replaceAll("\\{\"tenant.*?}", ""));

        Run bad = Run.of(server, "upgrade-plan");
        Run good = Run.of(server, "upgrade-plan", "--tenants", "2");

        assertThat(bad.exitCode()).isOne();
        assertThat(bad.output().lines()).contains(
                "locks           users  ACCESS EXCLUSIVE", "longestMillis   7", "failures        acme  V3__notes.sql: 42P01");
        assertThat(good.exitCode()).isZero();
    }
}
