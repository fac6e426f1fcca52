package dev.tenantry.core.tenant;

import static dev.tenantry.core.lifecycle.TwoTenants.PREFIX;
import static dev.tenantry.core.lifecycle.TwoTenants.newTenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.lifecycle.Dropping;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.schema.SchemaDigest;
import dev.tenantry.core.schema.SchemaMigrations;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * No work leaves settings, locks or temporary tables on a session. Behind a pooler, another program may use the session
 * next: Keycloak, for example, would then look for its own tables in a tenant's schema.
 */
final class SessionRemainsTest {

    private static final String SETTINGS = "select name || ' = ' || setting from pg_settings"
            + " where source = 'session' and setting is distinct from reset_val order by 1";

    private static final String LOCKS = "select count(*) from pg_locks"
            + " where pid = pg_backend_pid() and locktype = 'advisory'";

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    /** One connection: if work leaves something behind on the connection, the check at the end sees it. */
    @AutoClose
    private final Database one = TENANTS.open(1);
    private final TenantRegistry registry = new TenantRegistry(one);
    private final TenantLifecycle lifecycle = new TenantLifecycle(one, registry, ReservedNames.builtIn(), PREFIX);
    private final List<String> before = settings();

    private List<String> settings() {
        return one.read(Scope.NONE, handle -> handle.query(SETTINGS, row -> row.getString(1)));
    }

    private void assertNothingIsLeft() {
        assertThat(settings()).isEqualTo(before);
        assertThat(one.<Integer>read(Scope.NONE, handle -> handle.count(LOCKS))).isZero();
        assertThat(one.<Integer>read(Scope.NONE, handle -> handle.count("select pg_my_temp_schema()::int")))
                .isZero();
    }

    private Provisioning provisioning(String name) {
        return lifecycle.provision(newTenant(name));
    }

    @Test
    void readingTheNewestScriptLeavesNothing() {
        new SchemaMigrations("classpath:db/tenant").newest(one);

        assertNothingIsLeft();
    }

    @Test
    void aProvisioningAndADropLeaveNothing() {
        Provisioning provisioning = provisioning("initech");
        provisioning.prepare();
        provisioning.afterCommit();
        assertNothingIsLeft();

        Dropping end = lifecycle.drop(registry.findByName("initech").orElseThrow());
        end.prepare();
        end.afterCommit();
        assertNothingIsLeft();
    }

    @Test
    void aRolledBackProvisioningLeavesNothing() {
        provisioning("umbrella").afterRollback();

        assertNothingIsLeft();
    }

    @Test
    void readingMigrationsAndDriftLeavesNothing() {
        assertThat(lifecycle.migrations(TENANTS.acme())).isNotEmpty();
        assertThat(new DriftCheck(TenantDatabases.only(one)).of(TENANTS.acme())).isNotNull();

        assertNothingIsLeft();
    }

    @Test
    void aSnapshotLeavesNothing() {
        new TenantTransactions(one).snapshot(TENANTS.acme(), SchemaDigest::read);

        assertNothingIsLeft();
    }
}
