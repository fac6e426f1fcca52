package dev.tenantry.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.Limits;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.schema.SchemaMigrations;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.schema.SchemaSearch;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Finding;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.RealmFact;
import dev.tenantry.core.tenant.RealmFact.Component;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another operation, such as a migration on a server that hangs, holds the lock on acme's schema. */
@Timeout(60)
final class BusySchemaTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = open(TENANTS.beside());

    private static final TenantDatabases DATABASES = TenantDatabases.only(DATABASE);

    private static Database open(TestDatabase beside) {
        return Database.open(new DatabaseSettings(
                beside.url(), beside.username(), beside.password(), 3, Duration.ofMillis(300),
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(2), 1)));
    }

    private static DriftCheck check(Duration schemaTimeout) {
        return new DriftCheck(DATABASES, SchemaMigrations.ON_CLASS_PATH, schemaTimeout);
    }

    private static void whileBusy(Runnable work) {
        try (Database another = TENANTS.open(1)) {
            another.inTransaction(Scope.NONE, handle -> {
                AdvisoryLock.of(TENANTS.acme().schema()).take(handle);
                work.run();
                return null;
            });
        }
    }

    @Test
    void aComparisonWaitsForALimitedTime() {
        DriftCheck check = check(Duration.ofMillis(100));

        whileBusy(() -> {
            assertThatExceptionOfType(BusyException.class)
                    .isThrownBy(() -> check.of(TENANTS.acme()))
                    .withMessageContaining(TENANTS.acme().schema().value());
            assertThat(check.of(TENANTS.globex()).isNone()).isTrue();
        });

        assertThat(check.of(TENANTS.acme()).isNone()).isTrue();
    }

    @Test
    void anInspectionReportsTheTenantAndEnds() {
        Inspection inspection = new Inspection(
                TENANTS.registry(), new SchemaSearch(DATABASES, TwoTenants.PREFIX), SchemaRoles.on(DATABASES),
                check(Duration.ofMillis(100)),
                () -> Stream.of(TENANTS.acme(), TENANTS.globex()).map(BusySchemaTest::realm).toList(),
                tenant -> Outcome.EXISTS);
        String extra = TENANTS.acme().schema().quoted() + ".extra";
        TENANTS.beside().execute("create table " + extra + " ()");

        whileBusy(() -> assertThat(inspection.run()).extracting(Finding::kind, Finding::subject, Finding::detail)
                .containsExactly(tuple(Kind.SCHEMA_DRIFTED, "acme",
                        "it can't be compared: another operation has locked the schema")));

        TENANTS.beside().execute("drop table " + extra);
    }

    private static RealmFact realm(Tenant tenant) {
        return new RealmFact(tenant.realmId(), tenant.name().value(), true, Component.ENABLED);
    }
}
