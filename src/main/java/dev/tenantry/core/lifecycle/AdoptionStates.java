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
 * The changes of a tenant's state during an adoption and a release. An adoption turns a standard realm into a tenant,
 * and a release turns a tenant into a standard realm. Thread-safe.
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
     * @throws TenantException (already exists) if a tenant already has the realm, the name or the schema
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
            // A later attempt may have created the schema and put the tenant into service.
            registry.deleteAfter(tenant, claim, () -> {});
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
     * Writes the number of this attempt of the adoption into the schema mark. From now on, earlier attempts can't
     * commit changes of the schema. Does nothing if the schema does not exist yet.
     *
     * @throws TenantException (wrong state) if the schema mark names a later attempt
     */
    public void claim(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.claim(tenant, claim.attempt());
    }

    /**
     * Returns the change that puts an adopted tenant into service. Call this method after all users have been copied
     * into the tenant's schema.
     */
    public Participant adopted(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        return new StateChange(registry, fences, claim, tenant, Operation.ADOPT, TenantState.ACTIVE, null);
    }

    /**
     * Cancels an adoption: removes the tenant and the tenant's schema. The users remain in Keycloak's own tables.
     * Idempotent.
     */
    public void abandon(Tenant tenant, JobClaim claim) {
        require(tenant, TenantState.ADOPTING);
        lifecycle.remove(tenant, claim);
    }

    /**
     * Returns the change that begins a release. The change closes the tenant's schema for writes, so that the users can
     * be moved out of the schema. The change fails if the tenant's state differs from the state of the given {@code
     * tenant}.
     */
    public Participant release(Tenant tenant, JobClaim claim) {
        if (tenant.state() != TenantState.ACTIVE && tenant.state() != TenantState.SUSPENDED) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return new StateChange(registry, fences, claim, tenant, Operation.RELEASE, TenantState.RELEASING, null);
    }

    /**
     * Returns the change that cancels a release.
     *
     * @param state the state that the tenant had before the release
     */
    public Participant keep(Tenant tenant, TenantState state, JobClaim claim) {
        require(tenant, TenantState.RELEASING);
        return new StateChange(registry, fences, claim, tenant, Operation.RESUME, state, null);
    }

    /**
     * Ends a release: writes the deletion record and drops the schema. Call this method after all users have been moved
     * out of the schema. Idempotent.
     *
     * @param lastLook checks the schema when the schema has been closed for all writes. If the check throws an
     *     exception, the schema is not dropped
     */
    public void released(Tenant tenant, JobClaim claim, Consumer<TenantHandle> lastLook) {
        require(tenant, TenantState.RELEASING);
        lifecycle.end(tenant, claim, lastLook);
    }

    /**
     * True if {@link #released} has closed the tenant's schema permanently. Then no data remains to be moved out of the
     * schema, and tables of the schema, or the schema, may already be dropped.
     */
    public boolean removalHasBegun(Tenant tenant) {
        return lifecycle.removalHasBegun(tenant);
    }

    private static void require(Tenant tenant, TenantState state) {
        if (tenant.state() != state) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
    }
}
