package dev.tenantry.core.adoption;

import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransactions;
import java.util.List;
import java.util.Optional;

/** Does the work of a job's steps. An interrupted step can be run again. Thread-safe. */
final class AdoptionSteps {

    private final AdoptionStore store;
    private final PlainIds plainIds;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final TenantTransactions transactions;
    private final LocalRealms realms;

    AdoptionSteps(
            AdoptionStore store,
            PlainIds plainIds,
            TenantRegistry registry,
            TenantLifecycle lifecycle,
            TenantTransactions transactions,
            LocalRealms realms) {
        this.store = store;
        this.plainIds = plainIds;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
        this.realms = realms;
    }

    /**
     * Claims the realm and the schema for this attempt. Afterwards, earlier attempts can change neither the realm nor
     * the schema.
     */
    void claim(Adoption adoption, JobLease lease) {
        realms.claim(adoption.realmId(), lease);
        registry.find(adoption.realmId())
                .filter(tenant -> tenant.state() == TenantState.ADOPTING)
                .ifPresent(tenant -> lifecycle.adoptionStates().claim(tenant, lease));
    }

    void unclaim(Adoption adoption, JobLease lease) {
        realms.unclaim(adoption.realmId(), lease);
    }

    /** @return the number of users to move */
    int prepare(Adoption adoption, JobLease lease) {
        if (adoption.operation() == Operation.ADOPT) {
            lifecycle.adoptionStates().adopt(new NewTenant(
                    adoption.realmId(), new TenantName(adoption.name()), adoption.displayName()), lease);
            realms.disable(adoption.realmId(), lease);
            return realms.users(adoption.realmId(), lease).count();
        }
        Tenant tenant = tenant(adoption);
        if (tenant.state() != TenantState.RELEASING) {
            requireStateBefore(adoption, tenant);
            lifecycle.migrate(tenant);
            realms.beginRelease(tenant, lease);
        }
        return schemaOf(adoption, lease).count();
    }

    /**
     * Refuses a release if the tenant's state has changed since the request. Without this check, the release of a
     * tenant that was suspended after the request would put the realm into service. The update of the registry checks
     * that the state is still the same.
     */
    private static void requireStateBefore(Adoption adoption, Tenant tenant) {
        if (tenant.state() != adoption.stateBefore()) {
            throw new AdoptionException("Tenant " + tenant.name() + " is " + tenant.state() + " and was "
                    + adoption.stateBefore() + " when the release was requested. Cancel the job: tenantry adoptions "
                    + adoption.id() + " --cancel. Then request the release again");
        }
    }

    UserTransfer move(Adoption adoption, JobLease lease) {
        LocalUsers local = realms.users(adoption.realmId(), lease);
        Tenant tenant = tenant(adoption);
        UserSide schema = new SchemaUsers(transactions, plainIds, tenant, lease);
        return adoption.operation() == Operation.ADOPT
                ? new UserTransfer(store, lease, local, schema)
                : new UserTransfer(store, lease, schema, new RenumberedUsers(
                        store, lease, plainIds, tenant.realmId(), tenant.idPrefix(), local));
    }

    /** Switches the realm to the store to which its users were copied. */
    void change(Adoption adoption, JobLease lease) {
        if (adoption.operation() == Operation.ADOPT) {
            realms.makeTenant(tenant(adoption), adoption.enabled(), lease);
        } else {
            realms.makeStandard(tenant(adoption), adoption.enabled(), lease);
        }
    }

    void remove(Adoption adoption, JobLease lease) {
        if (adoption.operation() == Operation.RELEASE) {
            registry.find(adoption.realmId()).ifPresent(tenant -> removeSchema(tenant, lease));
            return;
        }
        new RecordTransfer(registry, transactions, tenant(adoption), lease).toSchema(
                realms.events(adoption.realmId(), lease), realms.invitations(adoption.realmId(), lease));
        LocalUsers local = realms.users(adoption.realmId(), lease);
        for (Page page : store.pages(lease)) {
            if (!local.removeIfUnchanged(page)) {
                throw changedMeanwhile();
            }
            store.removed(lease, page);
        }
        if (local.count() > 0) {
            throw changedMeanwhile();
        }
    }

    private void removeSchema(Tenant tenant, JobLease lease) {
        List<Page> pages = store.pages(lease);
        RecordTransfer records = new RecordTransfer(registry, transactions, tenant, lease);
        if (!lifecycle.adoptionStates().removalHasBegun(tenant)) { // otherwise an earlier run has moved all records
            records.fromSchema(realms.events(tenant.realmId(), lease), realms.invitations(tenant.realmId(), lease));
        }
        lifecycle.adoptionStates().released(tenant, lease, handle -> {
            SchemaUsers.requireUnchanged(handle, pages);
            records.requireAllMoved(handle);
        });
    }

    private static AdoptionException changedMeanwhile() {
        return new AdoptionException("Keycloak's own tables hold users who were changed after the comparison;"
                + " they are kept there. Continue as docs/guides/adopt.md says (If a user was changed after VERIFY)");
    }

    void undo(Adoption adoption, JobLease lease) {
        Optional<Tenant> tenant = registry.find(adoption.realmId());
        if (adoption.operation() == Operation.ADOPT) {
            // Order matters: enable() reads the realm's not-before date in the registry; abandon() removes the date.
            realms.enable(adoption.realmId(), adoption.enabled(), lease);
            tenant.filter(begun -> begun.state() == TenantState.ADOPTING).ifPresent(
                    begun -> lifecycle.adoptionStates().abandon(begun, lease));
        } else if (tenant.filter(begun -> begun.state() == TenantState.RELEASING).isPresent()) {
            move(adoption, lease).undo();
            realms.keep(tenant.get(), adoption.stateBefore(), adoption.enabled(), lease);
        }
    }

    private SchemaUsers schemaOf(Adoption adoption, JobLease lease) {
        return new SchemaUsers(transactions, plainIds, tenant(adoption), lease);
    }

    private Tenant tenant(Adoption adoption) {
        return registry.find(adoption.realmId()).orElseThrow(() -> TenantException.notFound(adoption.name()));
    }
}
