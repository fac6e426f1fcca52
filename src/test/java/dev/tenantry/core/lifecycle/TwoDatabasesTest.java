package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoDatabases.EU;
import static dev.tenantry.core.lifecycle.TwoDatabases.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.schema.SchemaDigest;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.Finding.Kind;
import dev.tenantry.core.tenant.KnownRealm;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants in two databases, one of which may be unavailable. */
@Timeout(60)
final class TwoDatabasesTest {

    @AutoClose
    private static final TwoDatabases DATABASES = new TwoDatabases();

    private static final Tenant ACME = DATABASES.acme();
    private static final Tenant GLOBEX = DATABASES.globex();

    private final TenantLifecycle lifecycle = DATABASES.lifecycle();
    private final TenantRegistry registry = DATABASES.registry();

    @AfterEach
    void onlyTheTwoAndBothReached() {
        DATABASES.findEuAgain();
        Eventually.holds("eu is reached", TwoDatabasesTest::isEuReached);
        for (Tenant tenant : registry.list("", null, 0, 100)) {
            if (!Set.of("acme", "globex").contains(tenant.name().value())) {
                lifecycle.remove(tenant);
            }
        }
        DATABASES.besideMain().execute("delete from tenantry.deletion_record");
    }

    private static boolean isEuReached() {
        try {
            DATABASES.databases().named(EU).ping();
            return true;
        } catch (DatabaseUnavailableException notYet) {
            return false;
        }
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(work);
    }

    @Test
    void aTenantIsInItsOwnDatabaseAndInNoOther() {
        assertThat(ACME.database()).isEqualTo(TenantDatabases.MAIN);
        assertThat(GLOBEX.database()).isEqualTo(EU);
        assertThat(DATABASES.ada(ACME)).isEqualTo("Ada of acme");
        assertThat(DATABASES.ada(GLOBEX)).isEqualTo("Ada of globex");
        assertThat(TwoDatabases.hasSchema(DATABASES.besideMain(), GLOBEX)).isFalse();
        assertThat(TwoDatabases.hasSchema(DATABASES.besideEu(), ACME)).isFalse();
        assertThat(DATABASES.besideEu().<String>value(
                "select pg_get_userbyid(nspowner)::text from pg_namespace where nspname = ?", GLOBEX.schema().value()))
                .isEqualTo(GLOBEX.roleOrNull().value());
    }

    @Test
    void schemaOperationsRunInTheTenantsDatabase() {
        assertThat(lifecycle.migrate(GLOBEX).schemaVersion()).isEqualTo(lifecycle.newestVersion());
        assertThat(lifecycle.migrations(GLOBEX)).allSatisfy(script -> assertThat(script.installedAt()).isNotNull());
        assertThat(new DriftCheck(DATABASES.databases()).of(GLOBEX).isNone()).isTrue();
        assertThat(DATABASES.transactions().snapshot(GLOBEX, SchemaDigest::read).rows()).isOne();
        assertThat(DATABASES.findings()).isEmpty();
    }

    @Test
    void tenTenantsOfADatabaseShareOnePool() {
        for (int i = 0; i < 10; i++) {
            DATABASES.ada(DATABASES.provision("initech-" + i, EU));
        }
        assertThat(DATABASES.besideEu().<Long>value("""
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'tenantry'"""))
                .isLessThanOrEqualTo(TwoDatabases.POOL);
    }

    @Test
    void anOutageOfOneDatabaseAffectsOnlyItsTenants() {
        DATABASES.loseEu();

        assertUnavailable(() -> DATABASES.ada(GLOBEX));
        assertUnavailable(() -> DATABASES.transactions().begin(GLOBEX));
        assertUnavailable(() -> DATABASES.provision("initech", EU));
        assertThat(registry.findByName("initech")).as("nothing is left").isEmpty();
        assertThat(DATABASES.ada(ACME)).isEqualTo("Ada of acme");
        assertThat(DATABASES.ada(DATABASES.provision("hooli", TenantDatabases.MAIN))).isEqualTo("Ada of hooli");

        DATABASES.findEuAgain();
        Eventually.holds("eu is reached again", TwoDatabasesTest::isEuReached);
        assertThat(DATABASES.ada(GLOBEX)).isEqualTo("Ada of globex");
    }

    @Test
    void aDropDuringAnOutageIsFinishedAfterIt() {
        Tenant initech = DATABASES.provision("initech", EU);
        Dropping end = lifecycle.drop(initech);
        end.prepare();
        DATABASES.loseEu();
        end.afterCommit();

        assertThat(registry.find(initech.realmId())).map(Tenant::state).contains(TenantState.DROPPING);
        assertThat(lifecycle.reconciler(tenant -> Outcome.MISSING).run()).as("not during the outage").isZero();

        DATABASES.findEuAgain();
        Eventually.holds("eu is reached", TwoDatabasesTest::isEuReached);
        assertThat(lifecycle.reconciler(tenant -> Outcome.MISSING).run()).isOne();
        assertGone(initech);
        DeletionRecord deletionRecord = new DeletionRecords(DATABASES.databases()).find(initech.realmId())
                .orElseThrow();
        assertThat(deletionRecord.database()).isEqualTo(EU);
        assertThat(deletionRecord.rows()).containsEntry("users", 1L);
    }

    /** The schema and its role are dropped in eu first, and then the row is deleted in the registry. */
    @Test
    void aDropCutShortBetweenTheDatabasesIsFinishedByTheReconciler() {
        Tenant initech = DATABASES.provision("initech", EU);
        lifecycle.drop(initech).prepare();
        DATABASES.besideMain().execute("""
                create function tenantry.cut() returns trigger language plpgsql
                as 'begin raise exception ''cut''; end'""");
        DATABASES.besideMain().execute(
                "create trigger cut before delete on tenantry.tenant for each row execute function tenantry.cut()");
        try {
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> lifecycle.end(initech));
        } finally {
            DATABASES.besideMain().execute("drop function tenantry.cut() cascade");
        }
        assertThat(TwoDatabases.hasSchema(DATABASES.besideEu(), initech)).isFalse();
        assertThat(TwoDatabases.hasRole(initech)).isFalse();
        assertThat(registry.find(initech.realmId())).isPresent();

        assertThat(lifecycle.reconciler(tenant -> Outcome.MISSING).run()).isOne();
        assertGone(initech);
    }

    private void assertGone(Tenant tenant) {
        assertThat(registry.find(tenant.realmId())).isEmpty();
        assertThat(TwoDatabases.hasSchema(DATABASES.besideEu(), tenant)).isFalse();
        assertThat(TwoDatabases.hasRole(tenant)).isFalse();
    }

    @Test
    void aTenantProvisionedAgainInAnotherDatabaseIsFoundThere() {
        Tenant initech = DATABASES.provision("initech", EU);
        TenantCache elsewhere = new TenantCache(registry, lifecycle, OutdatedSchema.REFUSE);
        KnownRealm realm = new KnownRealm(initech.realmId(), "initech");
        assertThat(elsewhere.find(realm, true, 1)).contains(initech);
        lifecycle.end(initech);

        Provisioning again = lifecycle.provision(
                newTenant("initech", TenantDatabases.MAIN), initech.schemaVersion(), (provisioned, handle) -> handle.update("""
                        insert into users (id, username, email_shared, first_name, email_verified, enabled, not_before)
                        values ('ada-of-initech', 'ada', false, 'Ada who has moved', true, true, 0)"""));
        again.prepare();
        again.afterCommit();

        elsewhere.compare();
        Tenant moved = elsewhere.find(realm, true, 1).orElseThrow();
        assertThat(moved.database()).isEqualTo(TenantDatabases.MAIN);
        assertThat(moved.schema()).isEqualTo(initech.schema());
        assertThat(DATABASES.ada(moved)).isEqualTo("Ada who has moved");
        assertThat(TwoDatabases.hasSchema(DATABASES.besideEu(), initech)).isFalse();
    }

    @Test
    void anOldTenantCannotBeReadInItsFormerDatabase() {
        Tenant initech = DATABASES.provision("initech", EU);
        lifecycle.end(initech);
        DATABASES.provision("initech", TenantDatabases.MAIN);

        assertThatExceptionOfType(DatabaseException.class).as("the old role is gone")
                .isThrownBy(() -> DATABASES.ada(initech));
    }

    @Test
    void aDatabaseThatIsNotConfiguredIsUnavailable() {
        TenantDatabases fewer = TenantDatabases.only(DATABASES.databases().main());
        TenantTransactions transactions = new TenantTransactions(fewer, TenantListener.NONE);
        TenantLifecycle without = new TenantLifecycle(fewer, PlacementRule.FEWEST_TENANTS, registry,
                ReservedNames.builtIn(), TwoTenants.PREFIX, TenantListener.NONE, SchemaRoles.on(fewer));

        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> transactions.read(GLOBEX, handle -> handle.count("select count(*) from users")))
                .withMessageContaining("option databases")
                .withMessageContaining(EU);
        assertUnavailable(() -> without.migrate(GLOBEX));
        assertUnavailable(() -> without.end(GLOBEX));
        assertThat(without.inspection(List::of, tenant -> Outcome.EXISTS).run()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.DATABASE_UNREACHABLE);
            assertThat(finding.subject()).isEqualTo(EU);
            assertThat(finding.detail()).contains("option databases");
        });
        assertThat(registry.find(GLOBEX.realmId())).contains(GLOBEX);
    }

    @Test
    void anUnavailableDatabaseIsTheOnlyFinding() {
        DATABASES.loseEu();

        assertThat(DATABASES.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.DATABASE_UNREACHABLE);
            assertThat(finding.subject()).isEqualTo(EU);
        });
    }

    @Test
    void aSchemaOfTheSameNameInTheOtherDatabaseIsNotTheTenants() {
        String schema = GLOBEX.schema().quoted();
        DATABASES.besideMain().execute("create schema " + schema);
        DATABASES.besideMain().execute("create table " + schema + ".users ()");
        DATABASES.besideMain().execute(
                "create table " + schema + ".schema_history as select '1'::text as version, true as success");
        try {
            assertThat(DATABASES.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(Kind.SCHEMA_UNREGISTERED);
                assertThat(finding.subject()).isEqualTo(GLOBEX.schema().value());
                assertThat(finding.databaseOrNull()).isEqualTo(TenantDatabases.MAIN);
            });
            assertThat(DATABASES.ada(GLOBEX)).isEqualTo("Ada of globex");
        } finally {
            DATABASES.besideMain().execute("drop schema " + schema + " cascade");
        }
    }

    @Test
    void aSchemaWithoutATenantIsAttachedInItsOwnDatabase() {
        Tenant initech = DATABASES.provision("initech", EU);
        registry.delete(initech.realmId());
        SchemaBindings bindings = bindings();
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> bindings.attach(
                TwoTenants.newTenant("hooli"), TenantDatabases.MAIN, initech.schema().value()))
                .extracting(TenantException::reason).isEqualTo(TenantException.Reason.NOT_FOUND);
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> bindings.attach(
                TwoTenants.newTenant("hooli"), "us", initech.schema().value()))
                .extracting(TenantException::reason).isEqualTo(TenantException.Reason.INVALID_DATABASE);

        Participant attachment = bindings.attach(TwoTenants.newTenant("hooli"), EU, initech.schema().value());
        attachment.prepare();
        attachment.afterCommit();

        Tenant hooli = registry.findByName("hooli").orElseThrow();
        assertThat(hooli.database()).isEqualTo(EU);
        assertThat(DATABASES.ada(hooli)).isEqualTo("Ada of initech");
    }

    /** As after a move by pg_dump that left the schema in the former database, if the registry was lost. */
    @Test
    void aSchemaThatIsArchivedInOneDatabaseIsNotReplacedByItsNamesakeInTheOther() {
        Tenant inEu = DATABASES.provision("initech", EU);
        registry.delete(inEu.realmId());
        Tenant inMain = DATABASES.provision("initech", TenantDatabases.MAIN);
        registry.delete(inMain.realmId());
        String schema = inMain.schema().value();
        assertThat(inEu.schema()).isEqualTo(inMain.schema());
        SchemaBindings bindings = bindings();
        try {
            bindings.registerUnbound(TenantDatabases.MAIN, schema, Duration.ofDays(7));
            Tenant archived = registry.find("unbound:" + schema).orElseThrow();

            for (ThrowingCallable work : List.<ThrowingCallable>of(
                    () -> bindings.attach(TwoTenants.newTenant("hooli"), EU, schema),
                    () -> bindings.registerUnbound(EU, schema, Duration.ofDays(7)))) {
                assertThatExceptionOfType(TenantException.class).isThrownBy(work)
                        .withMessageContaining("database main")
                        .extracting(TenantException::reason).isEqualTo(TenantException.Reason.ALREADY_EXISTS);
            }
            assertThat(registry.find(archived.realmId())).contains(archived);
            assertThat(registry.findByName("hooli")).isEmpty();

            bindings.attach(TwoTenants.newTenant("hooli"), TenantDatabases.MAIN, schema).afterRollback();
            assertThat(registry.find(archived.realmId())).map(Tenant::database).contains(TenantDatabases.MAIN);

            // the next step that the message names
            DATABASES.besideEu().execute("alter schema " + schema + " rename to " + schema + "_2");
            bindings.attach(TwoTenants.newTenant("hooli"), EU, schema + "_2").afterCommit();
            assertThat(DATABASES.ada(registry.findByName("hooli").orElseThrow())).isEqualTo("Ada of initech");
        } finally {
            DATABASES.besideEu().execute("drop schema if exists " + schema + " cascade");
            DATABASES.besideEu().execute("drop role if exists " + inEu.roleOrNull().quoted());
        }
    }

    private SchemaBindings bindings() {
        return new SchemaBindings(
                DATABASES.databases(), registry, SchemaRoles.on(DATABASES.databases()), TwoTenants.PREFIX);
    }
}
