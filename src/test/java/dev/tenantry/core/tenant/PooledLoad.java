package dev.tenantry.core.tenant;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs random operations on tenants through {@link TenantTransactions}. The id of each row names the row's tenant, so
 * that a row of another tenant is noticed. Thread-safe.
 */
final class PooledLoad {

    private static final int USERS = 50;

    private static final String ONE = "select id, pg_backend_pid() from users where username = ?";
    private static final String ALL = "select id from users where username like ?";
    private static final String WRITE = "update users set not_before = not_before + 1 where username = ?";
    private static final String INSERT = """
            insert into users (id, username, email_shared, email_verified, enabled, not_before)
            values (?, ?, false, false, true, 0)""";

    /** The kinds of operations, each with its number in a hundred operations. */
    private enum Kind {
        READ(38), READ_TWICE(10), LIST(10), WRITE(20), BATCH(4), SNAPSHOT(4), ROLL_BACK(5), FAIL(3), CANCEL(3),
        INTERRUPT(3);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind any(Random random) {
            int left = random.nextInt(100);
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The shares do not add up to a hundred");
        }
    }

    private final TenantTransactions transactions;
    private final List<Tenant> tenants;
    private final Map<String, AtomicLong> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Set<String>> served = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Queue<String> strangers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    PooledLoad(TenantTransactions transactions, List<Tenant> tenants) {
        this.transactions = transactions;
        this.tenants = tenants;
    }

    void createUsers() {
        for (Tenant tenant : tenants) {
            transactions.write(tenant, handle -> {
                insert(handle, tenant.name().value());
                return null;
            });
        }
    }

    static void insert(TenantHandle handle, String tenant) {
        for (int i = 0; i < USERS; i++) {
            handle.update(INSERT, "user-" + i + "-of-" + tenant, "user-" + i);
        }
    }

    void run(int seed, int operations) {
        Random random = new Random(seed);
        for (int i = 0; i < operations; i++) {
            Tenant tenant = tenants.get(random.nextInt(tenants.size()));
            Kind kind = Kind.any(random);
            count(kind.toString());
            try {
                run(kind, tenant, "user-" + random.nextInt(USERS));
            } catch (RuntimeException | AssertionError failure) {
                failures.add(kind + ": " + failure + ", " + failure.getCause());
            }
        }
    }

    private void run(Kind kind, Tenant tenant, String user) {
        switch (kind) {
            case READ -> read(tenant, user, 1);
            case READ_TWICE -> read(tenant, user, 2);
            case LIST -> transactions.read(tenant, handle ->
                    all(tenant, handle.query(ALL, row -> row.getString(1), "user-%")));
            case WRITE -> write(tenant, user);
            case BATCH -> {
                transactions.write(tenant, handle -> {
                    handle.batch(WRITE, List.of(new Object[] {"user-1"}, new Object[] {"user-2"}));
                    return null;
                });
                acknowledge(tenant, 2);
            }
            case SNAPSHOT -> transactions.snapshot(tenant, handle -> {
                handle.forEach(ALL, 7, row -> row.getString(1), id -> check(tenant, id), "user-%");
                return null;
            });
            case ROLL_BACK -> {
                TenantTransaction transaction = transactions.begin(tenant);
                transaction.handle().update(WRITE, user);
                look(tenant, transaction.handle(), user);
                transaction.rollback();
            }
            case FAIL -> refused("23505", () -> transactions.write(tenant, handle -> {
                handle.update(WRITE, user);
                return handle.update(INSERT, user + "-of-" + tenant.name(), user);
            }));
            case CANCEL -> refused("57014", () -> transactions.write(tenant, handle -> {
                handle.update(WRITE, user);
                handle.update("set local statement_timeout = 5");
                return handle.query("select pg_sleep(10)", row -> null);
            }));
            case INTERRUPT -> interrupted(tenant, user);
        }
    }

    private void read(Tenant tenant, String user, int times) {
        transactions.read(tenant, handle -> {
            for (int i = 0; i < times; i++) {
                look(tenant, handle, user);
            }
            return null;
        });
    }

    private void write(Tenant tenant, String user) {
        transactions.write(tenant, handle -> {
            look(tenant, handle, user);
            return handle.update(WRITE, user);
        });
        acknowledge(tenant, 1);
    }

    /** Interrupts the thread, as Keycloak does when a call takes too long. */
    private void interrupted(Tenant tenant, String user) {
        Thread.currentThread().interrupt();
        try {
            write(tenant, user);
        } catch (DatabaseUnavailableException withoutAConnection) {
            count("INTERRUPT without a connection");
        } finally {
            Thread.interrupted();
        }
        transactions.write(tenant, handle -> {
            handle.update(WRITE, user);
            Thread.currentThread().interrupt();
            look(tenant, handle, user);
            return null;
        });
        Thread.interrupted();
        acknowledge(tenant, 1);
    }

    private void refused(String state, Runnable work) {
        try {
            work.run();
            failures.add("not refused: " + state);
        } catch (DatabaseException refusal) {
            if (!refusal.getMessage().contains(state)) {
                throw refusal;
            }
        }
    }

    private void look(Tenant tenant, TenantReadHandle handle, String user) {
        List<String> ids = handle.query(ONE, row -> {
            served.computeIfAbsent(row.getInt(2), session -> ConcurrentHashMap.newKeySet())
                    .add(tenant.name().value());
            return row.getString(1);
        }, user);
        if (!ids.equals(List.of(user + "-of-" + tenant.name().value()))) {
            strangers.add(tenant.name() + " has for " + user + ": " + ids);
        }
    }

    private Void all(Tenant tenant, List<String> ids) {
        ids.forEach(id -> check(tenant, id));
        if (ids.size() != USERS) {
            strangers.add(tenant.name() + " has " + ids.size() + " users");
        }
        return null;
    }

    private void check(Tenant tenant, String id) {
        if (!id.endsWith("-of-" + tenant.name().value())) {
            strangers.add(tenant.name() + " has " + id);
        }
    }

    private void acknowledge(Tenant tenant, int writes) {
        acknowledged.computeIfAbsent(tenant.realmId(), id -> new AtomicLong()).addAndGet(writes);
    }

    private void count(String what) {
        counts.computeIfAbsent(what, name -> new AtomicLong()).incrementAndGet();
    }

    Queue<String> strangers() {
        return strangers;
    }

    Queue<String> failures() {
        return failures;
    }

    long acknowledged(Tenant tenant) {
        return acknowledged.get(tenant.realmId()).get();
    }

    long sessionsOfBoth() {
        return served.values().stream().filter(names -> names.size() == tenants.size()).count();
    }

    long operations() {
        return counts.entrySet().stream().filter(count -> !count.getKey().contains(" "))
                .mapToLong(count -> count.getValue().get()).sum();
    }

    String counts() {
        return operations() + " operations " + new TreeMap<>(counts) + " on " + served.size() + " sessions, "
                + sessionsOfBoth() + " of which served both tenants; " + strangers.size() + " strangers, "
                + failures.size() + " failures";
    }
}
