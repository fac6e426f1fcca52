package dev.tenantry.core.lifecycle;

import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.core.tenant.KnownRealm;
import dev.tenantry.core.tenant.StoreCalls;
import dev.tenantry.core.tenant.StoreOperation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
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
 * <p>A cached tenant is used only if the tenant's realm in Keycloak's own cache is enabled, has the tenant's name, and
 * has not been read again since the tenant was cached. Keycloak reports each change of a realm to all servers, and each
 * server then reads the realm again. If a report is lost, the periodic {@link #compare} finds the stale entry of this
 * cache. If {@link #compare} has not run recently, old entries are not used. Thread-safe.
 */
public final class TenantCache {

    private static final Logger LOG = Logger.getLogger(TenantCache.class);

    /**
     * How long an entry is used after it was read, or after the last comparison with the registry. This time is much
     * longer than the interval between comparisons: if a slow database delays a comparison, logins do not add to the
     * load.
     */
    private static final Duration FRESH_FOR = Duration.ofSeconds(10);

    /**
     * @param at when the tenant was read from the registry, in nanoseconds of a monotonic clock
     * @param realmReadAt the time at which Keycloak's cache had read the realm, in milliseconds since 1970
     */
    private record Entry(Tenant tenant, long at, long realmReadAt) {}

    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final OutdatedSchema outdated;
    private final StoreCalls calls;
    private final LongSupplier nanos;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Set<KnownRealm> suspect = ConcurrentHashMap.newKeySet();
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
     * Finds the tenant of a realm. If the state of the returned tenant permits reading its users (see {@link
     * TenantState#canBeRead}), the tenant's schema is up to date.
     *
     * @param realm the id and the name of the realm in Keycloak's cache on this server
     * @param enabled true if the realm is enabled in Keycloak's cache on this server
     * @param realmReadAt the time at which Keycloak's cache on this server read the realm, in milliseconds since 1970;
     *     0 if the realm is not from Keycloak's cache. If 0, this method reads the tenant from the registry
     * @throws TenantException (wrong state) if the realm is enabled although its tenant is suspended; (outdated) if the
     *     tenant's schema is outdated and this server has not migrated it
     */
    public Optional<Tenant> find(KnownRealm realm, boolean enabled, long realmReadAt) {
        Entry entry = enabled && realmReadAt != 0 ? entries.get(realm.id()) : null;
        if (entry != null && entry.realmReadAt() == realmReadAt && isFresh(entry) && serves(entry.tenant(), realm)) {
            return Optional.of(entry.tenant());
        }
        Optional<Tenant> found = calls.time(StoreOperation.LOOKUP, () -> registry.find(realm.id())).map(this::upToDate);
        found.ifPresent(tenant -> entries.put(realm.id(), new Entry(tenant, nanos.getAsLong(), realmReadAt)));
        if (enabled && found.filter(tenant -> serves(tenant, realm)).isEmpty()) {
            suspect.add(realm);
        }
        if (enabled && found.filter(tenant -> tenant.state() == TenantState.SUSPENDED).isPresent()) {
            // The realm is enabled although its tenant is suspended. Either the realm was enabled without Tenantry, or
            // Keycloak's cache on this server is stale. In both cases, all logins are refused.
            throw TenantException.wrongState(found.get().name(), found.get().state());
        }
        return found;
    }

    private static boolean serves(Tenant tenant, KnownRealm realm) {
        return tenant.state() == TenantState.ACTIVE && tenant.name().value().equals(realm.name());
    }

    private boolean isFresh(Entry entry) {
        long now = nanos.getAsLong();
        return Math.min(now - entry.at(), now - comparedAt) < FRESH_FOR.toNanos();
    }

    private Tenant upToDate(Tenant tenant) {
        if (!isOutdated(tenant)) {
            return tenant;
        }
        if (outdated == OutdatedSchema.MIGRATE) {
            return migrate(tenant);
        }
        lifecycle.requireUpToDate(tenant);
        return tenant;
    }

    /** True if the schema of the tenant must be migrated before the tenant's users can be read. */
    private boolean isOutdated(Tenant tenant) {
        return tenant.state().canBeRead() && lifecycle.isOutdated(tenant);
    }

    /**
     * Migrates the schema. If the migration fails, the log contains the cause, and the user gets a message without the
     * cause.
     */
    private Tenant migrate(Tenant tenant) {
        try {
            return lifecycle.migrate(tenant);
        } catch (MigrationException failure) {
            LOG.errorf("Tenant %s could not be brought up to date: %s", tenant.name(), failure.getMessage());
            throw TenantException.notBroughtUpToDate(tenant.name());
        }
    }

    /** Removes the cached tenant of a realm. Call this method when the tenant is about to be dropped. */
    public void forget(String realmId) {
        entries.remove(realmId);
    }

    /**
     * Compares all entries with the registry, and updates the entries that differ from the registry. If a changed
     * tenant can be read and has an outdated schema, removes the entry. Must be called every two seconds.
     *
     * @return each realm whose tenant has changed or was removed, with the tenant's name from this cache; also each
     *     enabled realm for which {@link #find}, since the last comparison, has found no active tenant with the realm's
     *     name
     */
    public List<KnownRealm> compare() {
        long begun = nanos.getAsLong();
        List<KnownRealm> changed = new ArrayList<>(suspect);
        suspect.removeAll(changed);
        Map<String, Entry> cached = Map.copyOf(entries);
        registry.changed(cached.values().stream().map(Entry::tenant).toList()).forEach((before, now) -> {
            Entry entry = cached.get(before.realmId());
            // Removes an outdated tenant, so that the next access migrates or refuses the tenant. A server of an older
            // release may have put the tenant into service. An entry that was replaced meanwhile is newer, and remains.
            now.filter(tenant -> !isOutdated(tenant)).ifPresentOrElse(
                    tenant -> entries.replace(
                            tenant.realmId(), entry, new Entry(tenant, begun, entry.realmReadAt())),
                    () -> entries.remove(before.realmId(), entry));
            changed.add(new KnownRealm(before.realmId(), before.name().value()));
        });
        comparedAt = begun;
        return changed;
    }
}
