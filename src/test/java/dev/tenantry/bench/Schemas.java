package dev.tenantry.bench;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.db.ReadHandle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.ReservedNames;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransaction;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import dev.tenantry.support.postgres.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Ten thousand tenants without their realms: the resources that they need in PostgreSQL, and their effect on the query
 * of a login.
 */
final class Schemas implements Benchmark {

    private static final int[] STAGES = {10, 100, 1_000, 3_000, 10_000};
    private static final int READS = 2_000;
    /**
     * The number of tenants that one connection serves. A connection of a pool is likely to serve fewer before it is
     * renewed.
     */
    private static final int MET = 3_000;
    /** The number of tenants that several connections serve together. */
    private static final int ALL_MET = 1_000;

    /** The number of connections that are divided into stripes. */
    private static final int STRIPED = 8;
    private static final int[] STRIPES = {1, 2, 4};

    private final int schemas = Integer.getInteger("tenantry.bench.schemas", 10_000);

    private final Table table = new Table(
            "tenants", "made per second", "a user read, median µs", "99 of 100 within, µs", "list of tenants, ms",
            "relations in the catalogue", "database, MB");
    private final List<Tenant> tenants = new ArrayList<>();
    private final Random random = new Random(1);

    @Override
    public String run(BenchEnvironment environment) {
        TestDatabase beside = environment.postgres().createDatabase("schemas");
        try (Database database = open(beside, 4)) {
            TenantRegistry registry = new TenantRegistry(database);
            TenantLifecycle lifecycle =
                    new TenantLifecycle(database, registry, ReservedNames.builtIn(), "tenant_");
            lifecycle.migrateRegistry();
            for (int stage : IntStream.of(STAGES).filter(stage -> stage <= schemas).toArray()) {
                int more = stage - tenants.size();
                long begun = System.nanoTime();
                while (tenants.size() < stage) {
                    tenants.add(provision(lifecycle, registry, tenants.size()));
                }
                double perSecond = more * 1e9 / (System.nanoTime() - begun);
                measure(environment, database, registry, beside, perSecond);
            }
        }
        return table + "\n" + memory(beside) + "\n" + stripes(beside);
    }

    private void measure(
            BenchEnvironment environment, Database database, TenantRegistry registry, TestDatabase beside,
            double perSecond) {
        beside.execute("vacuum analyze pg_class");
        TenantTransactions transactions = new TenantTransactions(database);
        reads(transactions);
        Rate reads = reads(transactions); // the second run: each connection has cached the tables that it has read
        Rate pages = Rate.NONE;
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            registry.list("", null, tenants.size() / 2, 20);
            pages = pages.plus(new Rate(List.of(System.nanoTime() - begun), 0));
        }
        table.row(tenants.size(), perSecond, reads.median() * 1_000, reads.percentile(99) * 1_000, pages.median(),
                beside.<Number>value("select count(*) from pg_class"),
                beside.<Number>value("select pg_database_size(current_database())").doubleValue() / 1e6);
        environment.progress("%,d tenants: %s made per second, a user read in %s µs".formatted(
                tenants.size(), Table.written(perSecond), Table.written(reads.median() * 1_000)));
    }

    private Rate reads(TenantTransactions transactions) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < READS; i++) {
            Tenant tenant = tenants.get(random.nextInt(tenants.size()));
            long begun = System.nanoTime();
            transactions.read(tenant, Schemas::ada);
            nanos.add(System.nanoTime() - begun);
        }
        return new Rate(nanos, 0);
    }

    /** Measures the memory that one connection keeps for the tenants that it has served. */
    private String memory(TestDatabase beside) {
        try (Database one = open(beside, 1)) {
            TenantTransactions transactions = new TenantTransactions(one);
            transactions.read(tenants.get(0), Schemas::ada);
            long before = contexts(one);
            List<Tenant> met = tenants.subList(0, Math.min(MET, tenants.size()));
            met.forEach(tenant -> transactions.read(tenant, Schemas::ada));
            long after = contexts(one);
            return "A connection that has served %,d tenants keeps %s kB of its memory for each of them.\n".formatted(
                    met.size(), Table.written((after - before) / 1e3 / met.size()));
        }
    }

    /**
     * Measures the memory of all connections after each has served all tenants of its stripe, and then the time of a
     * read.
     */
    private Table stripes(TestDatabase beside) {
        Table stripes = new Table(
                "stripes", "connections", "for one tenant", "tenants", "kept by all, MB", "a user read, median µs");
        for (int count : STRIPES) {
            DatabaseSettings settings = settings(beside, STRIPED).withStripes(count);
            try (Database database = Database.open(settings)) {
                TenantTransactions transactions = new TenantTransactions(database);
                long before = all(STRIPED, () -> database.begin(Scope.NONE), Schemas::memory, Transaction::rollback);
                List<Tenant> met = tenants.subList(0, Math.min(ALL_MET, tenants.size()));
                met.forEach(tenant -> all(settings.stripeSize(), () -> transactions.begin(tenant),
                        Schemas::readAda, TenantTransaction::rollback));
                long after = all(STRIPED, () -> database.begin(Scope.NONE), Schemas::memory, Transaction::rollback);
                stripes.row(count, STRIPED, settings.stripeSize(), met.size(), (after - before) / 1e6,
                        reads(transactions).median() * 1_000);
            }
        }
        return stripes;
    }

    private static long memory(Transaction transaction) {
        return contexts(transaction.handle());
    }

    private static long readAda(TenantTransaction transaction) {
        transaction.read(Schemas::ada);
        return 1;
    }

    /**
     * Begins a number of transactions at the same time, each on its own connection. Returns the sum of the results of
     * the work.
     */
    private static <T> long all(int connections, Supplier<T> begin, ToLongFunction<T> work, Consumer<T> end) {
        List<T> begun = new ArrayList<>();
        try {
            while (begun.size() < connections) {
                begun.add(begin.get());
            }
            return begun.stream().mapToLong(work).sum();
        } finally {
            begun.forEach(end);
        }
    }

    /**
     * The bytes of the connection's memory. The query runs with the pool's own role, since a tenant's role may not run
     * it.
     */
    private static long contexts(Database one) {
        return one.read(Scope.NONE, Schemas::contexts);
    }

    private static long contexts(ReadHandle handle) {
        return handle.first("select sum(total_bytes)::bigint from pg_backend_memory_contexts", row -> row.getLong(1))
                .orElseThrow();
    }

    private static StoredUser ada(TenantReadHandle handle) {
        return UserStore.findByUsername(handle, "ada").orElseThrow();
    }

    private static Tenant provision(TenantLifecycle lifecycle, TenantRegistry registry, int number) {
        String id = UUID.randomUUID().toString();
        Provisioning provisioning = lifecycle.provision(new NewTenant(id, new TenantName("t" + number),
                "Tenant " + number));
        provisioning.transaction().write(handle -> {
            UserStore.insert(handle, new StoredUser("ada-" + number, "ada"));
            return null;
        });
        provisioning.prepare();
        provisioning.afterCommit();
        return registry.find(id).orElseThrow();
    }

    private static Database open(TestDatabase database, int connections) {
        return Database.open(settings(database, connections));
    }

    private static DatabaseSettings settings(TestDatabase database, int connections) {
        return new DatabaseSettings(
                database.url(), database.username(), database.password(), connections, Duration.ofSeconds(10));
    }
}
