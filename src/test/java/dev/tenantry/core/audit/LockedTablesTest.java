package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.RealmFact.Component;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While another transaction holds an exclusive lock on a table of acme, an inspection still ends and reports acme. */
@Timeout(30)
final class LockedTablesTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    private final Inspection inspection = TENANTS.lifecycle().inspection(
            () -> Stream.of(TENANTS.acme(), TENANTS.globex()).map(LockedTablesTest::realm).toList(),
            tenant -> Outcome.EXISTS);
    private final DriftCheck check = new DriftCheck(TenantDatabases.only(DATABASE));

    private static RealmFact realm(Tenant tenant) {
        return new RealmFact(tenant.realmId(), tenant.name().value(), true, Component.ENABLED);
    }

    private static void whileLocked(String table, Runnable work) throws SQLException {
        try (Connection connection = TENANTS.beside().connect(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table %s.%s in access exclusive mode"
                    .formatted(TENANTS.acme().schema().quoted(), table));
            work.run();
            connection.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "schema_history"})
    void isReportedForTheLockedTenantOnly(String table) throws SQLException {
        whileLocked(table, () -> {
            assertThat(inspection.run()).extracting(Finding::kind, Finding::subject)
                    .containsExactly(tuple(Kind.SCHEMA_LOCKED, "acme"));
            assertThat(inspection.of(TENANTS.acme())).extracting(Finding::kind).containsExactly(Kind.SCHEMA_LOCKED);
            assertThat(inspection.of(TENANTS.globex())).isEmpty();
        });

        assertThat(inspection.run()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "schema_history"})
    void endsAComparisonOfTheLockedTenantOnly(String table) throws SQLException {
        whileLocked(table, () -> {
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> check.of(TENANTS.acme()))
                    .matches(DatabaseUnavailableException::isLockTimeout);
            assertThat(check.of(TENANTS.globex()).isNone()).isTrue();
        });

        assertThat(check.of(TENANTS.acme()).isNone()).isTrue();
    }

    @Test
    void isReportedWhileTheLockIsOnlyAwaited() throws Exception {
        String users = TENANTS.acme().schema().quoted() + ".users";
        try (Connection reader = TENANTS.beside().connect(); Connection alterer = TENANTS.beside().connect();
                Statement reading = reader.createStatement(); Statement altering = alterer.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("select id from " + users);
            Thread waiting = new Thread(() -> {
                try {
                    altering.execute("alter table " + users + " add shoe_size integer");
                } catch (SQLException canceled) {
                    // The test ends the wait.
                }
            });
            waiting.start();
            while (!awaited()) {
                Thread.sleep(20);
            }

            List<Finding> findings = inspection.run();

            altering.cancel();
            waiting.join();
            reader.rollback();
            assertThat(findings).extracting(Finding::kind, Finding::subject)
                    .containsExactly(tuple(Kind.SCHEMA_LOCKED, "acme"));
        }
    }

    private static boolean awaited() {
        return TENANTS.beside().<Boolean>value(
                "select exists (select from pg_locks where mode = 'AccessExclusiveLock' and not granted)");
    }
}
