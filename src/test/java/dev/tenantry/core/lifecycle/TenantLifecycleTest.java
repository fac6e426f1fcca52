package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoTenants.PREFIX;
import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.RealmDirectory.Outcome;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantException.Reason;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TenantLifecycleTest {

    private static final String INITECH = "initech";
    private static final NewTenant NEW = newTenant(INITECH);
    private static final SchemaName SCHEMA = SchemaName.derive(PREFIX, NEW.name(), NEW.realmId());

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final TenantLifecycle lifecycle = TENANTS.lifecycle();
    private final TenantRegistry registry = TENANTS.registry();

    @AfterEach
    void onlyTheTwo() {
        TENANTS.beside().execute("drop schema if exists " + SCHEMA.quoted() + " cascade");
        registry.delete(NEW.realmId());
    }

    private static void assertAlreadyExists(TenantLifecycle lifecycle, NewTenant tenant) {
        assertThatExceptionOfType(TenantException.class).isThrownBy(() -> lifecycle.provision(tenant))
                .extracting(TenantException::reason)
                .isEqualTo(Reason.ALREADY_EXISTS);
    }

    private void assertNothingLeft() {
        assertThat(registry.findByName(INITECH)).isEmpty();
        assertThat(TENANTS.schemaExists(SCHEMA)).isFalse();
    }

    private static void addAda(TenantHandle handle) {
        handle.update("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before)
                values ('ada-of-initech', 'ada', false, false, true, 0)""");
    }

    @Nested
    final class AProvisioning {

        @Test
        void showsSchemaAndFirstUserTogetherOncePrepared() {
            Provisioning provisioning = lifecycle.provision(NEW);
            addAda(provisioning.transaction().handle());
            assertThat(TENANTS.schemaExists(SCHEMA)).isFalse();

            provisioning.prepare();
            assertThat(TENANTS.beside().<String>value("select id from " + SCHEMA.quoted() + ".users"))
                    .isEqualTo("ada-of-initech");
            assertThat(registry.findByName(INITECH)).map(Tenant::state).contains(TenantState.PROVISIONING);

            provisioning.afterCommit();
            assertThat(registry.findByName(INITECH)).map(Tenant::state).contains(TenantState.ACTIVE);
            assertThat(registry.findByName(INITECH)).map(Tenant::schema).contains(SCHEMA);
        }

        @Test
        void rolledBackBeforeItIsPreparedLeavesNothing() {
            Provisioning provisioning = lifecycle.provision(NEW);
            addAda(provisioning.transaction().handle());
            provisioning.afterRollback();

            assertNothingLeft();
            assertThat(provisioning.transaction().isOpen()).isFalse();
        }

        @Test
        void rolledBackAfterItWasPreparedLeavesNothing() {
            Provisioning provisioning = lifecycle.provision(NEW);
            provisioning.prepare();
            provisioning.afterRollback();

            assertNothingLeft();
        }

        /** Keycloak reports a rollback, because the connection was cut before PostgreSQL's reply to the commit. */
        @ParameterizedTest
        @EnumSource(value = Outcome.class, names = {"EXISTS", "UNDECIDED"})
        void isLeftToTheReconcilerIfTheRealmMayExistAfterARollback(Outcome outcome) {
            Provisioning provisioning = lifecycle.provision(NEW);
            provisioning.realms(tenant -> outcome);
            addAda(provisioning.transaction().handle());
            provisioning.prepare();
            provisioning.afterRollback();

            assertPutIntoServiceByTheReconciler();
        }

        @Test
        void isLeftToTheReconcilerIfKeycloaksDatabaseIsUnavailableAfterARollback() {
            Provisioning provisioning = lifecycle.provision(NEW);
            provisioning.realms(tenant -> {
                throw new IllegalStateException("Keycloak's database is unavailable");
            });
            addAda(provisioning.transaction().handle());
            provisioning.prepare();
            provisioning.afterRollback();

            assertPutIntoServiceByTheReconciler();
        }

        private void assertPutIntoServiceByTheReconciler() {
            assertThat(registry.findByName(INITECH)).map(Tenant::state).contains(TenantState.PROVISIONING);
            assertThat(lifecycle.reconciler(tenant -> Outcome.EXISTS).run()).isOne();
            assertThat(registry.findByName(INITECH)).map(Tenant::state).contains(TenantState.ACTIVE);
            assertThat(TENANTS.beside().<String>value("select id from " + SCHEMA.quoted() + ".users"))
                    .isEqualTo("ada-of-initech");
        }

        @Test
        void isRemovedAtOnceIfTheRealmDoesNotExistAfterARollback() {
            Provisioning provisioning = lifecycle.provision(NEW);
            provisioning.realms(tenant -> Outcome.MISSING);
            provisioning.prepare();
            provisioning.afterRollback();

            assertNothingLeft();
        }

        @Test
        void canBeTriedAgainAfterItWasRolledBack() {
            lifecycle.provision(NEW).afterRollback();

            assertThat(TENANTS.provision(INITECH).state()).isEqualTo(TenantState.ACTIVE);
        }

        @Test
        void whoseFirstUserFailedCannotBePrepared() {
            Provisioning provisioning = lifecycle.provision(NEW);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> provisioning.transaction().handle()
                            .update("insert into users (id) values ('half')"));

            assertThatExceptionOfType(RuntimeException.class).isThrownBy(provisioning::prepare);
            provisioning.afterRollback();
            assertNothingLeft();
        }

        @Test
        void leavesNoTraceOnItsConnection() {
            try (Database one = TENANTS.open(1)) {
                List<String> before = sessionSettings(one);

                new TenantLifecycle(one, new TenantRegistry(one), ReservedNames.builtIn(), PREFIX)
                        .provision(NEW)
                        .prepare();

                assertThat(sessionSettings(one)).isEqualTo(before);
            }
        }
    }

    /** All settings except those of PL/pgSQL and pg_trgm, which appear once a session has loaded these libraries. */
    private static List<String> sessionSettings(Database database) {
        return database.read(Scope.NONE, handle -> handle.query("""
                select name || '=' || setting from pg_settings where name not like '%.%'
                union all select 'role=' || current_setting('role')
                order by 1""", row -> row.getString(1)));
    }

    @Nested
    final class WhatIsTaken {

        @Test
        void aTakenNameIsRefusedAndItsTenantIsUnchanged() {
            assertAlreadyExists(lifecycle, new NewTenant("another-realm", new TenantName("acme"), "Acme"));

            assertThat(registry.findByName("acme")).contains(TENANTS.acme());
            assertThat(TENANTS.<Integer>inAcme(handle -> handle.count("select count(*) from users"))).isOne();
        }

        @Test
        void anExistingSchemaIsNeverUsed() {
            TENANTS.beside().execute("create schema " + SCHEMA.quoted());
            TENANTS.beside().execute("create table " + SCHEMA.quoted() + ".precious as select 42 as answer");

            assertAlreadyExists(lifecycle, NEW);

            assertThat(registry.findByName(INITECH)).isEmpty();
            assertThat(TENANTS.beside().<Integer>value("select answer from " + SCHEMA.quoted() + ".precious"))
                    .isEqualTo(42);
            assertThat(TENANTS.beside().<Long>value(
                    "select count(*) from pg_tables where schemaname = ?", SCHEMA.value())).isOne();
        }

        @Test
        void aReservedNameIsNotAccepted() {
            assertThat(lifecycle.acceptName(INITECH)).isEqualTo(NEW.name());
            assertThatExceptionOfType(TenantException.class).isThrownBy(() -> lifecycle.acceptName("master"));
        }
    }

    @Test
    void anEndedTransactionGivesNoHandle() {
        Provisioning provisioning = lifecycle.provision(NEW);
        provisioning.prepare();

        assertThatIllegalStateException().isThrownBy(() -> provisioning.transaction().handle());
    }
}
