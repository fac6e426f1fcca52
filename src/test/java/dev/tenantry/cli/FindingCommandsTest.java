package dev.tenantry.cli;

import static dev.tenantry.cli.CannedServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads about the health of one tenant, and about the findings of all tenants. */
final class FindingCommandsTest {

    private static final String DRIFTED = """
            {"kind":"SCHEMA_DRIFTED","subject":"acme","database":"main","detail":"missing: table credential",
             "fix":"None: this takes a person","next":"Run: tenantry drift acme. Then put the schema right"}""";

    private CannedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void health(boolean healthy, String findings, String errors, String next) {
        server.answer("GET", "/acme/health", 200, """
                {"tenant":"acme","healthy":%s,"state":"ACTIVE","database":"main","schema":"tenant_acme_1",
                 "schemaVersion":4,"newestVersion":5,"findings":[%s],"errors":[%s],"server":"7@node-1","next":[%s]}"""
                .formatted(healthy, findings, errors, next));
    }

    @Test
    void aHealthyTenantIsShown() {
        health(true, "", "", "");

        assertThat(Run.of(server, "doctor", "acme")).isEqualTo(new Run(0, """
                Tenant:   acme, ACTIVE
                Schema:   tenant_acme_1 in database main
                Version:  4 of 5
                Drift:    none
                Findings: none
                Errors:   none remembered by 7@node-1
                Next:     nothing
                """, ""));
    }

    @Test
    void anUnhealthyTenantIsShownWithItsProblems() {
        health(false, DRIFTED, """
                {"at":"2026-11-28T03:12:00Z","operation":"read","error":"a query failed (42P01)","count":12}""",
                "\"Run: tenantry drift acme. Then put the schema right\",\"tenantry migrate acme\"");

        assertThat(Run.of(server, "doctor", "acme")).isEqualTo(new Run(1, """
                Tenant:   acme, ACTIVE
                Schema:   tenant_acme_1 in database main
                Version:  4 of 5
                Drift:    yes
                Findings: SCHEMA_DRIFTED  acme  main
                            missing: table credential
                            Fix:  None: this takes a person
                            Next: Run: tenantry drift acme. Then put the schema right
                Errors:   remembered by 7@node-1
                          2026-11-28T03:12:00Z read: a query failed (42P01) (12 times)
                Next:     Run: tenantry drift acme. Then put the schema right
                          tenantry migrate acme
                """, ""));
        assertThat(Run.of(server, "doctor", "acme", "--json").output()).startsWith("{\"tenant\":\"acme\"");
    }

    @Test
    void unknownDriftIsNotShownAsNone() {
        health(false, DRIFTED.replace("SCHEMA_DRIFTED", "DATABASE_UNREACHABLE"), "", "");

        assertThat(Run.of(server, "doctor", "acme").output()).contains("Drift:    unknown\n");

        health(false, DRIFTED.replace("SCHEMA_DRIFTED", "SCHEMA_UNREACHABLE"), "", "");
        assertThat(Run.of(server, "doctor", "acme").output()).contains("Drift:    unknown\n");
    }

    @Test
    void findingsSayWhatToDo() {
        server.answer("GET", "/findings", 200, "[" + DRIFTED + "]");

        assertThat(Run.of(server, "findings", "--json").exitCode()).isEqualTo(1);
        assertThat(Run.of(server, "findings")).isEqualTo(new Run(1, """
                SCHEMA_DRIFTED  acme  main
                  missing: table credential
                  Fix:  None: this takes a person
                  Next: Run: tenantry drift acme. Then put the schema right
                """, ""));
    }

    @Test
    void aFindingThatIsOnlyMadeHarmlessIsNotCalledFixed() {
        server.answer("POST", "/findings/fix", 200, "{\"fixed\":true,\"done\":\"Mark the schema\"}")
                .answer("POST", "/findings/fix", 200, """
                        {"fixed":false,"done":"Suspend the tenant","next":"Bring the schema back from a backup"}""");

        assertThat(Run.of(server, "findings", "--fix", "SCHEMA_UNMARKED", "acme"))
                .isEqualTo(new Run(0, "SCHEMA_UNMARKED of acme is fixed\n", ""));
        assertThat(Run.of(server, "findings", "--fix", "SCHEMA_FOREIGN", "acme")).isEqualTo(new Run(1, """
                SCHEMA_FOREIGN of acme is not fixed yet, but can do no harm for now. Done: Suspend the tenant. \
                Next: Bring the schema back from a backup
                """, ""));
        assertThat(server.lines()).containsOnly(line("POST", "/findings/fix"));
    }
}
