package dev.tenantry.tenant;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tenants in service, remembered after the first look into the registry, so that a login asks it nothing. What is
 * remembered can't go stale: a tenant's schema never changes, and its realm's id is never given again. Thread-safe.
 */
public final class TenantDirectory {

    private final TenantRegistry registry;
    private final Map<String, Tenant> inService = new ConcurrentHashMap<>();

    public TenantDirectory(TenantRegistry registry) {
        this.registry = registry;
    }

    public Optional<Tenant> find(String realmId) {
        Tenant known = inService.get(realmId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Tenant> found = registry.find(realmId);
        found.filter(tenant -> tenant.state() == TenantState.ACTIVE)
                .ifPresent(tenant -> inService.put(realmId, tenant));
        return found;
    }

    /** The tenant is about to go: keeps memory from growing with tenants that were. */
    public void forget(String realmId) {
        inService.remove(realmId);
    }
}
