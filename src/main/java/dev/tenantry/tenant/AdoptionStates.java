package dev.tenantry.tenant;

import dev.tenantry.db.DuplicateException;
import dev.tenantry.db.Transaction;
import java.util.Optional;
import java.util.function.Consumer;

/** The states between a standard realm and a tenant, in both directions. Thread-safe. */
public final class AdoptionStates {

    private final TenantLifecycle lifecycle;
    private final TenantRegistry registry;
    private final SchemaFences fences;
    private final String schemaPrefix;

    AdoptionStates(TenantLifecycle lifecycle, TenantRegistry registry, SchemaFences fences, String schemaPrefix) {
        this.lifecycle = lifecycle;
        this.registry = registry;
        this.fences = fences;
        this.schemaPrefix = schemaPrefix;
    }

    /**
     * Registers the tenant as {@link TenantState#ADOPTING} and makes its schema, empty and up to date. Can be repeated.
     *
     * @throws TenantException (already exists) where the realm, the name or the schema is a tenant's already
     */
    public Tenant adopt(NewTenant newTenant, JobClaim claim) {
        Optional<Tenant> begun =
                registry.find(newTenant.realmId()).filter(tenant -> tenant.state() == TenantState.ADOPTING);
        if (begun.isPresent()) {
            migrate(begun.get(), lifecycle.creation(begun.get()).beginAgain(begun.get(), claim.attempt()));
            return begun.get();
        }
        SchemaName schema = SchemaName.derive(schemaPrefix, newTenant.name(), newTenant.realmId());
        Tenant tenant = lifecycle.register(newTenant, schema, TenantState.ADOPTING, claim);
        try {
            migrate(tenant, lifecycle.creation(tenant).begin(
                    tenant, SchemaMark.adoption(tenant.realmId(), claim.attempt())));
            return tenant;
        } catch (DuplicateException taken) {
            registry.delete(tenant.realmId());
            throw TenantException.schemaExists(schema);
        }
    }

    private void migrate(Tenant tenant, Transaction transaction) {
        try {
            lifecycle.migrateNew(transaction.handle(), tenant);
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
        transaction.commit();
    }

    /**
     * Gives the schema of a tenant that is being adopted to an attempt: no earlier one commits anything there any more.
     * Does nothing if there is no schema yet.
     *
     * @throws TenantException (wrong state) if a later attempt has the schema
     */
    public void claim(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.claim(tenant, claim.attempt());
    }

    /** Begins to put a tenant into service whose users are all in its schema. */
    public Participant adopted(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        return new StateChange(registry, fences, claim, tenant, Operation.ADOPT, TenantState.ACTIVE);
    }

    /** Removes what there is of a tenant whose realm is to keep its users. Can be repeated. */
    public void abandon(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.remove(tenant, claim);
    }

    /** Begins to close a tenant's schema for changes, so that its users can be moved out of it. */
    public Participant release(Tenant tenant, JobClaim claim) {
        if (tenant.state() != TenantState.ACTIVE && tenant.state() != TenantState.SUSPENDED) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return new StateChange(registry, fences, claim, tenant, Operation.RELEASE, TenantState.RELEASING);
    }

    /** Begins to make a tenant that is not to be released after all what it was before. */
    public Participant keep(Tenant tenant, TenantState state, JobClaim claim) {
        require(tenant, TenantState.RELEASING);
        return new StateChange(registry, fences, claim, tenant, Operation.RESUME, state);
    }

    /**
     * Records and drops the schema of a tenant whose users have moved out of it. Can be repeated.
     *
     * @param lastLook at the schema, closed for good; what it throws keeps the schema
     */
    public void released(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        require(tenant, TenantState.RELEASING);
        lifecycle.end(tenant, claim, lastLook);
    }

    private static void require(Tenant tenant, TenantState state) {
        if (tenant.state() != state) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
    }
}
