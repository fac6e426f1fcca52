package dev.tenantry.keycloak.metrics;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.PoolState;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Outcome;
import dev.tenantry.core.tenant.StoreOperation;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Counts and times operations on tenants and calls to the tenant store. All series exist from the server's start with
 * the value zero, so that monitoring sees the first failure as an increase. Thread-safe.
 */
public final class TenantMeters implements TenantListener {

    /**
     * The upper limits of the histogram's buckets, in milliseconds. Their range covers the call times at which logins
     * become noticeably slow. Buckets show how many calls are slow, which an average or a maximum can't show.
     */
    private static final long[] STORE_BUCKETS = {1, 5, 25, 100, 500, 2_000};

    private final Map<Operation, Map<Outcome, Timer>> operations;
    private final Map<StoreOperation, Map<Outcome, Timer>> storeCalls;
    private final Map<Outcome, Counter> migrations;
    private final Counter discardedEvents;

    TenantMeters(MeterRegistry registry) {
        operations = each(Operation.class, operation -> each(Outcome.class, outcome ->
                Timer.builder("tenantry.operation")
                        .description("Operations on tenants, and how long they took")
                        .tag("operation", operation.word())
                        .tag("outcome", outcome.word())
                        .register(registry)));
        storeCalls = each(StoreOperation.class, operation -> each(Outcome.class, outcome ->
                Timer.builder("tenantry.store")
                        .description("Calls to tenants' tables, with the wait for a connection")
                        .tag("operation", operation.word())
                        .tag("outcome", outcome.word())
                        .serviceLevelObjectives(buckets())
                        .register(registry)));
        migrations = each(Outcome.class, outcome -> Counter.builder("tenantry.migrations")
                .description("Migrations of tenants' schemas")
                .tag("outcome", outcome.word())
                .register(registry));
        discardedEvents = Counter.builder("tenantry.events.discarded")
                .description("Events that were not recorded, because their tenant is archived or being removed")
                .register(registry);
    }

    /**
     * Registers the meters of a server in Micrometer's global registry, which Keycloak publishes. Call this method once
     * per server.
     */
    public static TenantMeters onServer(TenantDatabases databases) {
        databases.names().forEach(name -> watchPool(Metrics.globalRegistry, databases.named(name)));
        return new TenantMeters(Metrics.globalRegistry);
    }

    static void watchPool(MeterRegistry registry, Database database) {
        gauge(database, "tenantry.pool.connections", PoolState::active)
                .description("Connections to a tenants' database").tag("state", "active").register(registry);
        gauge(database, "tenantry.pool.connections", PoolState::idle)
                .description("Connections to a tenants' database").tag("state", "idle").register(registry);
        gauge(database, "tenantry.pool.connections.max", PoolState::max)
                .description("Maximum of connections to a tenants' database").register(registry);
        gauge(database, "tenantry.pool.waiting", PoolState::waiting)
                .description("Threads that wait for a connection to a tenants' database").register(registry);
        FunctionCounter.builder("tenantry.pool.share.refused", database, Database::sharesRefused)
                .description("Calls refused because their tenant used its share of connections")
                .tag("database", database.name()).register(registry);
    }

    private static Gauge.Builder<Database> gauge(Database database, String name, ToIntFunction<PoolState> value) {
        return Gauge.builder(name, database, pool -> value.applyAsInt(pool.poolState()))
                .tag("database", database.name());
    }

    @Override
    public void operationEnded(Operation operation, Outcome outcome, Duration time) {
        operations.get(operation).get(outcome).record(time);
    }

    @Override
    public void storeCalled(StoreOperation operation, Outcome outcome, Duration time) {
        storeCalls.get(operation).get(outcome).record(time);
    }

    @Override
    public void migrationEnded(Outcome outcome) {
        migrations.get(outcome).increment();
    }

    @Override
    public void eventDiscarded() {
        discardedEvents.increment();
    }

    private static Duration[] buckets() {
        return Arrays.stream(STORE_BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> value) {
        Map<K, V> map = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            map.put(key, value.apply(key));
        }
        return map;
    }
}
