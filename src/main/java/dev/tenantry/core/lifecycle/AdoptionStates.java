package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.SchemaFences;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes the state of a tenant during an adoption (from a standard realm to a tenant) and a release (back to a
 * standard realm). Thread-safe.
 */
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
     * Registers the tenant as {@link TenantState#ADOPTING} and creates the tenant's schema, empty and up to date.
     * Idempotent.
     *
     * @throws TenantException (already exists) if the realm, the name or the schema belongs to a tenant already
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
     * Writes the number of this attempt of the adoption into the mark of the tenant's schema: from now on, earlier
     * attempts can't commit in the schema. Does nothing if there is no schema yet.
     *
     * @throws TenantException (wrong state) if the schema is marked with a later attempt
     */
    public void claim(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.claim(tenant, claim.attempt());
    }

    /** Begins to put a tenant into service. Call after all users have been moved into the tenant's schema. */
    public Participant adopted(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        return new StateChange(registry, fences, claim, tenant, Operation.ADOPT, TenantState.ACTIVE);
    }

    /**
     * Cancels an adoption: removes the tenant and its schema. The users remain in Keycloak's own tables. Idempotent.
     */
    public void abandon(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.remove(tenant, claim);
    }

    /** Begins to close a tenant's schema for writes, so that the users can be moved out of the schema. */
    public Participant release(Tenant tenant, JobClaim claim) {
        if (tenant.state() != TenantState.ACTIVE && tenant.state() != TenantState.SUSPENDED) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return new StateChange(registry, fences, claim, tenant, Operation.RELEASE, TenantState.RELEASING);
    }

    /** Begins to cancel a release: the tenant returns to the given state. */
    public Participant keep(Tenant tenant, TenantState state, JobClaim claim) {
        require(tenant, TenantState.RELEASING);
        return new StateChange(registry, fences, claim, tenant, Operation.RESUME, state);
    }

    /**
     * Writes the deletion record and drops the schema of a tenant whose users have been moved out of the schema.
     * Idempotent.
     *
     * @param lastLook reads the schema after the schema was closed permanently; an exception prevents the drop
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
