package dev.tenantry.tenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Caches tenants, so that a login does not query the registry.
 *
 * <p>An entry is valid if its realm is enabled and has the tenant's name: Keycloak's own cache of realms tells all servers
 * of changes. If such a message is lost, {@link #compare} finds the stale entry. If nothing was compared for some time, since
 * the server stood still, no entry is used. Thread-safe.
 */
public final class TenantCache {

    private static final Logger LOG = Logger.getLogger(TenantCache.class);

    /** Several times as long as between two comparisons: a slow database is no reason to ask it even more. */
    private static final Duration BELIEVED = Duration.ofSeconds(10);

    /** @param at by a clock that only goes on */
    private record Remembered(Tenant tenant, long at) {}

    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final OutdatedSchema outdated;
    private final StoreCalls calls;
    private final LongSupplier nanos;
    private final Map<String, Remembered> known = new ConcurrentHashMap<>();
    private final Set<KnownRealm> doubted = ConcurrentHashMap.newKeySet();
    private volatile long comparedAt;

    public TenantCache(TenantRegistry registry, TenantLifecycle lifecycle, OutdatedSchema outdated) {
        this(registry, lifecycle, outdated, TenantListener.NONE);
    }

    public TenantCache(
            TenantRegistry registry, TenantLifecycle lifecycle, OutdatedSchema outdated, TenantListener listener) {
        this(registry, lifecycle, outdated, listener, System::nanoTime);
    }

    TenantCache(
            TenantRegistry registry,
            TenantLifecycle lifecycle,
            OutdatedSchema outdated,
            TenantListener listener,
            LongSupplier nanos) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.outdated = outdated;
        this.calls = new StoreCalls(listener);
        this.nanos = nanos;
        this.comparedAt = nanos.getAsLong();
    }

    /**
     * The tenant of a realm, its schema up to date.
     *
     * @param realm as far as this server knows
     * @param enabled whether the realm is, likewise
     * @throws TenantException (wrong state) where the realm is enabled and its tenant out of service; (outdated) where
     *     its schema is behind this server and is not to be migrated by it
     */
    public Optional<Tenant> find(KnownRealm realm, boolean enabled) {
        Remembered remembered = enabled ? known.get(realm.id()) : null;
        if (remembered != null && isBelieved(remembered) && serves(remembered.tenant(), realm)) {
            return Optional.of(remembered.tenant());
        }
        Optional<Tenant> found = calls.time(StoreOperation.LOOKUP, () -> registry.find(realm.id())).map(this::upToDate);
        found.ifPresent(tenant -> known.put(realm.id(), new Remembered(tenant, nanos.getAsLong())));
        if (enabled && found.filter(tenant -> serves(tenant, realm)).isEmpty()) {
            doubted.add(realm);
        }
        if (enabled && found.filter(tenant -> tenant.state() == TenantState.SUSPENDED).isPresent()) {
            // Its realm is enabled past us, or this server has not heard: better nobody in than everybody.
            throw TenantException.wrongState(found.get().name(), found.get().state());
        }
        return found;
    }

    private static boolean serves(Tenant tenant, KnownRealm realm) {
        return tenant.state() == TenantState.ACTIVE && tenant.name().value().equals(realm.name());
    }

    private boolean isBelieved(Remembered remembered) {
        long now = nanos.getAsLong();
        return Math.min(now - remembered.at(), now - comparedAt) < BELIEVED.toNanos();
    }

    private Tenant upToDate(Tenant tenant) {
        if (!tenant.state().canBeRead() || !lifecycle.isOutdated(tenant)) {
            return tenant;
        }
        if (outdated == OutdatedSchema.MIGRATE) {
            return migrate(tenant);
        }
        lifecycle.requireUpToDate(tenant);
        return tenant;
    }

    /** Whoever wants in is not told what is wrong with the schema; the log is. */
    private Tenant migrate(Tenant tenant) {
        try {
            return lifecycle.migrate(tenant);
        } catch (MigrationException failure) {
            LOG.errorf("Tenant %s could not be brought up to date: %s", tenant.name(), failure.getMessage());
            throw TenantException.notBroughtUpToDate(tenant.name());
        }
    }

    /** The tenant is about to go: keeps memory from growing with tenants that were. */
    public void forget(String realmId) {
        known.remove(realmId);
    }

    /**
     * Compares all that is remembered with the registry, and remembers what that says from now on. To be called every
     * other second.
     *
     * @return the realms, as they were, of tenants that have changed, and those that did not fit when they were asked for
     */
    public List<KnownRealm> compare() {
        long begun = nanos.getAsLong();
        List<KnownRealm> changed = new ArrayList<>(doubted);
        doubted.removeAll(changed);
        List<Tenant> remembered = known.values().stream().map(Remembered::tenant).toList();
        registry.changed(remembered).forEach((before, now) -> {
            now.ifPresentOrElse(
                    tenant -> known.put(tenant.realmId(), new Remembered(tenant, begun)),
                    () -> known.remove(before.realmId()));
            changed.add(new KnownRealm(before.realmId(), before.name().value()));
        });
        comparedAt = begun;
        return changed;
    }
}
