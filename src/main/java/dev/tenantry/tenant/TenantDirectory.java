package dev.tenantry.tenant;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tenants in service, remembered after the first look into the registry, so that a login asks it nothing.
 *
 * <p>No server tells the others of a tenant's state. None needs to: whatever takes a tenant out of service disables
 * its realm, which Keycloak itself makes known to all of them at once, and of a disabled realm's tenant nothing is
 * remembered. What is remembered of the others can't go stale: a schema never changes its name or goes back to an
 * earlier version, and a tenant that comes back for a realm of the same id has a schema of the same name. Thread-safe.
 */
public final class TenantDirectory {

    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);

    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final OutdatedSchema outdated;
    private final StoreCalls calls;
    private final Map<String, Tenant> inService = new ConcurrentHashMap<>();

    public TenantDirectory(TenantRegistry registry, TenantLifecycle lifecycle, OutdatedSchema outdated) {
        this(registry, lifecycle, outdated, TenantListener.NONE);
    }

    public TenantDirectory(
            TenantRegistry registry, TenantLifecycle lifecycle, OutdatedSchema outdated, TenantListener listener) {
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.outdated = outdated;
        this.calls = new StoreCalls(listener);
    }

    /**
     * The tenant of a realm, its schema up to date.
     *
     * @param enabled whether the realm is, as far as this server knows
     * @throws TenantException (wrong state) where the realm is enabled and its tenant out of service; (outdated) where
     *     its schema is behind this server and is not to be migrated by it
     */
    public Optional<Tenant> find(String realmId, boolean enabled) {
        Tenant known = enabled ? inService.get(realmId) : null;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Tenant> found = calls.time(StoreOperation.LOOKUP, () -> registry.find(realmId)).map(this::upToDate);
        if (enabled) {
            found.ifPresent(this::serve);
        }
        return found;
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

    private void serve(Tenant tenant) {
        if (tenant.state() == TenantState.ACTIVE) {
            inService.put(tenant.realmId(), tenant);
        } else if (tenant.state() == TenantState.SUSPENDED) {
            // Somebody has enabled its realm past us: better nobody in than everybody.
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
    }

    /** The tenant is about to go: keeps memory from growing with tenants that were. */
    public void forget(String realmId) {
        inService.remove(realmId);
    }
}
