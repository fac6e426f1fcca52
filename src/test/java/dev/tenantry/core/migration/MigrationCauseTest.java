package dev.tenantry.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenantry.core.lifecycle.TwoReleases;
import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.support.postgres.HeldTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stored cause of a failed script contains no user's data, since people who may not see such data read the cause.
 */
@Timeout(60)
final class MigrationCauseTest {

    @TempDir
    private Path scripts;

    @Test
    void aValueThatCannotBeConvertedIsNotShown() { // PostgreSQL's message contains ada@acme.example
        assertThat(failureOf("""
                create table note (id integer);
                insert into note select email::integer from users;"""))
                .isEqualTo("line 2, failed (22P02)");
    }

    @Test
    void aViolatedConstraintIsNamed() {
        assertThat(failureOf("alter table users add constraint no_ada check (username <> 'ada');"))
                .isEqualTo("line 1, failed (23514, table users, constraint no_ada)");
    }

    @Test
    void aColumnThatMustNotBeNullIsNamed() {
        assertThat(failureOf("update users set username = null;"))
                .isEqualTo("line 1, failed (23502, table users, column username)");
    }

    @Test
    void aDuplicateNamesTheConstraint() {
        assertThat(failureOf("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before)
                select id || '-2', username, email_shared, email_verified, enabled, not_before from users;"""))
                .isEqualTo("line 1, failed (23505, table users, constraint users_username)");
    }

    @Test
    void aLockTimeoutIsNoOutage() {
        String sql = "set local lock_timeout = '50ms';\nalter table users add column nickname text;";
        try (TwoReleases releases = TwoReleases.of(scripts, sql)) {
            HeldTables held = HeldTables.of(releases.beside(), List.of(releases.acme().schema() + ".users"));

            assertThat(failureOf(releases)).isEqualTo("failed (55P03)");
            held.close();
        }
    }

    @Test
    void aScriptsOwnTimeLimitIsNoOutage() {
        assertThat(failureOf("set local statement_timeout = '50ms';\nselect pg_sleep(5);"))
                .isEqualTo("failed (57014)");
    }

    private String failureOf(String sql) {
        try (TwoReleases releases = TwoReleases.of(scripts, sql)) {
            return failureOf(releases);
        }
    }

    /** @return the part of the message after the script's name */
    private static String failureOf(TwoReleases releases) {
        try (TwoReleases.Server server = releases.nextRelease()) {
            MigrationException failure = catchThrowableOfType(
                    MigrationException.class, () -> server.lifecycle().migrate(releases.acme()));

            assertThat(asLogged(failure)).doesNotContain("ada@");
            assertThat(releases.timesMigrated(releases.acme())).isZero();
            String script = "V" + releases.nextVersion() + "__next_release.sql";
            assertThat(failure.getMessage()).startsWith(script);
            return failure.getMessage().substring(script.length()).replaceFirst("^,? ", "");
        }
    }

    private static String asLogged(Throwable failure) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log));
        return log.toString();
    }
}
