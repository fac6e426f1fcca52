package dev.tenantry.core.lifecycle;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.schema.SchemaRoles;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransaction;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.support.postgres.HeldTables;
import dev.tenantry.support.postgres.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL itself separates the tenants, even if the code is wrong. */
final class TenantRolesTest {

    private static final String REFUSED = "42501"; // insufficient_privilege

    @AutoClose
    private static final TwoTenants BY_SUPERUSER = TwoTenants.provisioned();

    @AutoClose
    private static final TwoTenants BY_FEW_RIGHTS = TwoTenants.provisionedWithFewRights();

    static Stream<TwoTenants> pools() {
        return Stream.of(BY_SUPERUSER, BY_FEW_RIGHTS);
    }

    private static void assertRefused(ThrowingCallable work) {
        assertThatExceptionOfType(DatabaseException.class).isThrownBy(work).withMessageContaining(REFUSED);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void aUnitOfWorkForOneTenantCannotUseTheTablesOfAnother(TwoTenants tenants) {
        String globex = tenants.globex().schema().quoted();

        assertRefused(() -> tenants.readAcme(handle -> handle.count("select count(*) from " + globex + ".users")));
        for (String sql : new String[] {
            "insert into %s.users (id, username, email_shared, email_verified, enabled, not_before)"
                    + " values ('mine', 'mine', false, false, true, 0)",
            "update %s.users set enabled = false",
            "delete from %s.users",
            "truncate %s.users cascade",
            "drop table %s.users cascade",
            "alter table %s.users add column mine text",
            "create table %s.mine ()",
            "create view mine as select * from %s.users",
            "drop schema %s cascade",
            "comment on schema %s is 'tenantry realm realm-of-acme'",
            "grant usage on schema %s to public"}) {
            assertRefused(() -> tenants.changeAcme(handle -> handle.update(sql.formatted(globex))));
        }
        tenants.readGlobex(handle -> assertThat(handle.count(
                "select count(*) from users where enabled and id = '" + adaOf("globex") + "'")).isOne());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void aUnitOfWorkCannotReadTheRegistry(TwoTenants tenants) {
        assertRefused(() -> tenants.readAcme(handle -> handle.count("select count(*) from tenantry.tenant")));
        assertRefused(() -> tenants.changeAcme(handle -> handle.update("delete from tenantry.tenant")));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void aTransactionInProgressCannotReadAnotherTenant(TwoTenants tenants) {
        TenantTransaction transaction = tenants.transactions().begin(tenants.acme());
        try {
            assertRefused(() -> transaction.handle().count(
                    "select count(*) from " + tenants.globex().schema().quoted() + ".users"));
        } finally {
            transaction.rollback();
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void eachTenantsRoleOwnsAllThatIsInItsSchemaAndCannotLogIn(TwoTenants tenants) {
        for (Tenant tenant : new Tenant[] {tenants.acme(), tenants.globex()}) {
            assertThat(tenants.beside().rows("""
                    select distinct pg_get_userbyid(relowner)::text from pg_class where relnamespace = ?::regnamespace
                    union select pg_get_userbyid(nspowner)::text from pg_namespace where nspname = ?""",
                    tenant.schema().value(), tenant.schema().value()))
                    .containsExactly(List.of(tenant.roleOrNull().value()));
            assertThat(tenants.beside().<Boolean>value(
                    "select rolcanlogin from pg_roles where rolname = ?", tenant.roleOrNull().value())).isFalse();
        }
        assertThat(tenants.acme().roleOrNull()).isNotEqualTo(tenants.globex().roleOrNull());
    }

    @Test
    void thePoolsOwnRoleCannotReadATenantWithoutTheTenantsRole() {
        try (Database pool = BY_FEW_RIGHTS.open(1)) {
            assertRefused(() -> pool.read(Scope.NONE, handle -> handle.count(
                    "select count(*) from " + BY_FEW_RIGHTS.acme().schema().quoted() + ".users")));
        }
    }

    /** A unit of work resets the role at its end, even if the work fails. */
    @Test
    void theRoleIsResetWhenTheConnectionIsReturned() {
        try (Database one = BY_FEW_RIGHTS.open(1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            String pool = currentUser(one);
            transactions.write(BY_FEW_RIGHTS.acme(), handle -> handle.count("select 1"));
            assertThat(currentUser(one)).isEqualTo(pool);
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(() ->
                    transactions.read(BY_FEW_RIGHTS.acme(), handle -> handle.count("select 1 / 0")));
            assertThat(currentUser(one)).isEqualTo(pool);
        }
    }

    private static String currentUser(Database database) {
        return database.read(Scope.NONE, handle ->
                handle.first("select current_user", row -> row.getString(1)).orElseThrow());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void aRoleIsDroppedWithItsTenant(TwoTenants tenants) {
        Tenant initech = tenants.provision("initech");
        assertThat(roleExists(tenants, initech)).isTrue();

        tenants.lifecycle().end(initech);

        assertThat(roleExists(tenants, initech)).isFalse();
        assertThat(tenants.registry().find(initech.realmId())).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("pools")
    void aProvisioningThatIsRolledBackLeavesNoRole(TwoTenants tenants) {
        Provisioning provisioning = tenants.lifecycle().provision(newTenant("initech"));
        provisioning.afterRollback();
        assertThat(roleExists(tenants, provisioning.tenant())).isFalse();

        Provisioning late = tenants.lifecycle().provision(newTenant("initech"));
        late.prepare();
        assertThat(roleExists(tenants, late.tenant())).isTrue();
        late.afterRollback();
        assertThat(roleExists(tenants, late.tenant())).isFalse();
    }

    /** For example, if the tenant's schema was restored into another database of the same server. */
    @Test
    void aRoleThatOwnsATableElsewhereStaysAndItsTenantIsRemoved() {
        Tenant initech = BY_SUPERUSER.provision("initech");
        BY_FEW_RIGHTS.beside().execute("create table public.elsewhere ()");
        BY_FEW_RIGHTS.beside().execute(
                "alter table public.elsewhere owner to " + initech.roleOrNull().quoted());
        try {
            BY_SUPERUSER.lifecycle().end(initech);

            assertThat(roleExists(BY_SUPERUSER, initech)).isTrue();
            assertThat(BY_SUPERUSER.registry().find(initech.realmId())).isEmpty();
        } finally {
            BY_FEW_RIGHTS.beside().execute("drop table public.elsewhere");
            BY_FEW_RIGHTS.beside().execute("drop role " + initech.roleOrNull().quoted());
        }
    }

    private static boolean roleExists(TwoTenants tenants, Tenant tenant) {
        return !tenants.beside().rows("select 1 from pg_roles where rolname = ?", tenant.roleOrNull().value()).isEmpty();
    }

    /** Tenants from before option schema-roles was switched on get their roles one by one. */
    @Test
    void aTenantWithoutARoleWorksAndCanBeGivenOne() {
        try (Database pool = BY_FEW_RIGHTS.open(2)) {
            TenantDatabases databases = TenantDatabases.only(pool);
            TenantRegistry registry = new TenantRegistry(pool);
            TenantLifecycle withoutRoles = new TenantLifecycle(
                    databases, PlacementRule.FEWEST_TENANTS, registry, ReservedNames.builtIn(), TwoTenants.PREFIX,
                    TenantListener.NONE, SchemaRoles.off(databases));
            Provisioning provisioning = withoutRoles.provision(newTenant("hooli"));
            provisioning.prepare();
            provisioning.afterCommit();
            Tenant before = registry.findByName("hooli").orElseThrow();
            assertThat(before.roleOrNull()).isNull();
            BY_FEW_RIGHTS.transactions().write(before, handle -> handle.count("select count(*) from users"));

            BY_FEW_RIGHTS.lifecycle().claim(before);

            Tenant claimed = registry.findByName("hooli").orElseThrow();
            assertThat(claimed.roleOrNull()).isNotNull();
            assertThat(BY_FEW_RIGHTS.transactions().<Integer>write(
                    claimed, handle -> handle.update("create table added ()"))).isZero();
            assertThat(BY_FEW_RIGHTS.lifecycle().migrate(claimed).schemaVersion()).isEqualTo(before.schemaVersion());
            assertRefused(() -> BY_FEW_RIGHTS.readAcme(handle ->
                    handle.count("select count(*) from " + claimed.schema().quoted() + ".users")));
            BY_FEW_RIGHTS.lifecycle().end(claimed);
        }
    }

    @Test
    @SuppressWarnings("try") // the variable only keeps the lock
    void aTenantWhoseTablesAreLockedGetsARoleOnlyAfterTheLockIsReleased() {
        Tenant initech = BY_SUPERUSER.provision("initech");
        BY_SUPERUSER.beside().execute("reassign owned by " + initech.roleOrNull().quoted() + " to current_user");
        BY_SUPERUSER.beside().execute(
                "update tenantry.tenant set role_name = null where realm_id = ?", initech.realmId());
        Tenant before = BY_SUPERUSER.registry().find(initech.realmId()).orElseThrow();
        try (HeldTables reader = HeldTables.of(
                BY_SUPERUSER.beside(), List.of(initech.schema().quoted() + ".users"))) {
            assertThatExceptionOfType(DatabaseUnavailableException.class)
                    .isThrownBy(() -> BY_SUPERUSER.lifecycle().claim(before));

            assertThat(BY_SUPERUSER.registry().find(initech.realmId())).contains(before);
            BY_SUPERUSER.transactions().read(before, handle -> handle.count("select count(*) from users"));
        }

        BY_SUPERUSER.lifecycle().claim(before);

        Tenant claimed = BY_SUPERUSER.registry().find(initech.realmId()).orElseThrow();
        assertThat(claimed.roleOrNull()).isEqualTo(initech.roleOrNull());
        BY_SUPERUSER.transactions().write(claimed, handle -> handle.update("create table added ()"));
        BY_SUPERUSER.lifecycle().end(claimed);
    }

    @Test
    void aDatabaseUserThatMayNotCreateRolesIsDetected() {
        TwoTenants tenants = BY_FEW_RIGHTS;
        String user = tenants.beside().<String>value("select rolname::text from pg_roles where rolname = ?",
                "tenants_of_" + tenants.beside().<String>value("select current_database()"));
        try (Database pool = tenants.open(1)) {
            assertThat(SchemaRoles.areAllowed(pool)).isTrue();
            assertThat(SchemaRoles.areInherited(pool)).isFalse();
            tenants.beside().execute("alter role \"" + user + "\" nocreaterole");
            assertThat(SchemaRoles.areAllowed(pool)).isFalse();
        } finally {
            tenants.beside().execute("alter role \"" + user + "\" createrole");
        }
        try (Database superuser = BY_SUPERUSER.open(1)) {
            assertThat(SchemaRoles.areInherited(superuser)).isTrue();
        }
    }

    @Test
    void anotherDatabaseUserCannotReadATenant() {
        BY_SUPERUSER.beside().execute("create role stranger login password 'stranger'");
        try {
            var stranger = new TestDatabase(BY_SUPERUSER.beside().url(), "stranger", "stranger");
            assertThatIllegalStateException().isThrownBy(() ->
                    stranger.rows("select * from " + BY_SUPERUSER.acme().schema().quoted() + ".users")).withMessageContaining("permission denied for schema");
        } finally {
            BY_SUPERUSER.beside().execute("drop role stranger");
        }
    }
}
