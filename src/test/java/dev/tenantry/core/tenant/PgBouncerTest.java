package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.lifecycle.Dropping;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.support.postgres.PgBouncer;
import dev.tenantry.support.postgres.TenantsRole;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two tenants have users of the same names. Many threads share a few database sessions, which PgBouncer hands from one
 * transaction to the next. Meanwhile further tenants are provisioned and dropped.
 */
@Tag("programs")
@Timeout(120)
final class PgBouncerTest {

    private static final int OPERATIONS = 24_000;
    private static final int THREADS = 12;
    private static final int SESSIONS = 3;

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisionedWithFewRights();

    private final TestDatabase login = TenantsRole.of(tenants.beside()).login();

    @AutoClose
    private final PgBouncer bouncer = PgBouncer.inTransactionMode(SESSIONS, login.username());

    private final TestDatabase way = bouncer.through(login);

    @AutoClose
    private final Database database = Database.open(new DatabaseSettings(
            way.url(), way.username(), way.password(), THREADS + 1, Duration.ofSeconds(20)));

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

    @Test
    void noOperationSeesUsersOfTheOtherTenantOrFails() throws Exception {
        PooledLoad load = new PooledLoad(new TenantTransactions(database), List.of(tenants.acme(), tenants.globex()));
        load.createUsers();
        AtomicBoolean enough = new AtomicBoolean();
        Future<Integer> lives = threads.submit(() -> lives(enough));
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            work.add(threads.submit(() -> load.run(number, OPERATIONS / THREADS)));
        }
        for (Future<?> one : work) {
            one.get();
        }
        enough.set(true);

        System.out.println("PgBouncer " + PgBouncer.version() + ". " + database.pooler() + ". " + load.counts());
        assertThat(database.pooler().sharing()).isTrue();
        assertThat(load.strangers()).isEmpty();
        assertThat(load.failures()).isEmpty();
        assertThat(load.operations()).isGreaterThanOrEqualTo(20_000);
        assertThat(load.sessionsOfBoth()).as("sessions that served both tenants").isGreaterThanOrEqualTo(SESSIONS);
        for (Tenant tenant : List.of(tenants.acme(), tenants.globex())) {
            Number written = tenants.beside().value(
                    "select sum(not_before) from " + tenant.schema().quoted() + ".users");
            assertThat(written.longValue()).as(tenant.name().value()).isEqualTo(load.acknowledged(tenant));
        }
        System.out.println("Tenants that came and went meanwhile: " + lives.get());
        assertThat(lives.get()).isPositive();
        assertThat(tenants.registry().count("", null)).isEqualTo(2);
    }

    /**
     * Provisions, migrates, checks and drops tenants, one after the other, with Flyway on the same sessions. Returns
     * the number of tenants.
     */
    private int lives(AtomicBoolean enough) {
        TenantRegistry registry = new TenantRegistry(database);
        TenantLifecycle lifecycle =
                new TenantLifecycle(database, registry, ReservedNames.builtIn(), TwoTenants.PREFIX);
        int lives = 0;
        while (!enough.get()) {
            String name = "initech-" + lives++;
            // With rows of the first release, so that there is something to migrate.
            Provisioning provisioning = lifecycle.provision(
                    TwoTenants.newTenant(name), 1, (provisioned, handle) -> PooledLoad.insert(handle, name));
            provisioning.prepare();
            provisioning.afterCommit();
            Tenant provisioned = registry.findByName(name).orElseThrow();
            assertThat(lifecycle.migrations(provisioned)).isNotEmpty();
            assertThat(lifecycle.migrate(provisioned).schemaVersion()).isEqualTo(lifecycle.newestVersion());
            assertThat(new DriftCheck(TenantDatabases.only(database)).of(provisioned)).isNotNull();
            Dropping end = lifecycle.drop(provisioned);
            end.prepare();
            end.afterCommit();
        }
        return lives;
    }
}
