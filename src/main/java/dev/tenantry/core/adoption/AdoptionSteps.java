package dev.tenantry.core.adoption;

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

/** Does the work of a job's steps. An interrupted step can be repeated. Thread-safe. */
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

    /** Claims the realm and the schema for this attempt. Afterwards earlier attempts can no longer change them. */
    void claim(Adoption adoption, Claim claim) {
        realms.claim(adoption.realmId(), claim);
        registry.find(adoption.realmId())
                .filter(tenant -> tenant.state() == TenantState.ADOPTING)
                .ifPresent(tenant -> lifecycle.adoptionStates().claim(tenant, claim));
    }

    void unclaim(Adoption adoption, Claim claim) {
        realms.unclaim(adoption.realmId(), claim);
    }

    /** @return the number of users to move */
    int prepare(Adoption adoption, Claim claim) {
        if (adoption.operation() == Operation.ADOPT) {
            lifecycle.adoptionStates().adopt(new NewTenant(
                    adoption.realmId(), new TenantName(adoption.name()), adoption.displayName()), claim);
            realms.disable(adoption.realmId(), claim);
            return realms.users(adoption.realmId(), claim).count();
        }
        Tenant tenant = tenant(adoption);
        if (tenant.state() != TenantState.RELEASING) {
            lifecycle.migrate(tenant);
            realms.beginRelease(tenant, claim);
        }
        return schemaOf(adoption, claim).count();
    }

    UserTransfer move(Adoption adoption, Claim claim) {
        LocalUsers local = realms.users(adoption.realmId(), claim);
        Tenant tenant = tenant(adoption);
        UserSide schema = new SchemaUsers(transactions, plainIds, tenant, claim);
        return adoption.operation() == Operation.ADOPT
                ? new UserTransfer(store, claim, local, schema)
                : new UserTransfer(store, claim, schema, new RenumberedUsers(
                        store, claim, plainIds, tenant.realmId(), tenant.idPrefix(), local));
    }

    /** Switches the realm to the store that its users were copied to. */
    void change(Adoption adoption, Claim claim) {
        if (adoption.operation() == Operation.ADOPT) {
            realms.makeTenant(tenant(adoption), adoption.enabled(), claim);
        } else {
            realms.makeStandard(tenant(adoption), adoption.enabled(), claim);
        }
    }

    void remove(Adoption adoption, Claim claim) {
        if (adoption.operation() == Operation.RELEASE) {
            registry.find(adoption.realmId()).ifPresent(tenant -> removeSchema(tenant, claim));
            return;
        }
        new RecordTransfer(transactions, tenant(adoption)).toSchema(
                realms.events(adoption.realmId(), claim), realms.invitations(adoption.realmId(), claim));
        LocalUsers local = realms.users(adoption.realmId(), claim);
        for (Page page : store.pages(claim)) {
            if (!local.removeIfUnchanged(page)) {
                throw changedMeanwhile();
            }
            store.removed(claim, page);
        }
        if (local.count() > 0) {
            throw changedMeanwhile();
        }
    }

    private void removeSchema(Tenant tenant, Claim claim) {
        List<Page> pages = store.pages(claim);
        RecordTransfer records = new RecordTransfer(transactions, tenant);
        records.fromSchema(realms.events(tenant.realmId(), claim), realms.invitations(tenant.realmId(), claim));
        lifecycle.adoptionStates().released(tenant, claim, handle -> {
            SchemaUsers.requireUnchanged(handle, pages);
            records.requireAllMoved(handle);
        });
    }

    private static AdoptionException changedMeanwhile() {
        return new AdoptionException("Keycloak's own tables hold users who were changed after the comparison;"
                + " they are kept there");
    }

    void undo(Adoption adoption, Claim claim) {
        Optional<Tenant> tenant = registry.find(adoption.realmId());
        if (adoption.operation() == Operation.ADOPT) {
            // Must run before abandon(), which removes the realm's not-before date from the registry.
            realms.enable(adoption.realmId(), adoption.enabled(), claim);
            tenant.filter(begun -> begun.state() == TenantState.ADOPTING).ifPresent(
                    begun -> lifecycle.adoptionStates().abandon(begun, claim));
        } else if (tenant.filter(begun -> begun.state() == TenantState.RELEASING).isPresent()) {
            move(adoption, claim).undo();
            realms.keep(tenant.get(), adoption.stateBefore(), adoption.enabled(), claim);
        }
    }

    private SchemaUsers schemaOf(Adoption adoption, Claim claim) {
        return new SchemaUsers(transactions, plainIds, tenant(adoption), claim);
    }

    private Tenant tenant(Adoption adoption) {
        return registry.find(adoption.realmId()).orElseThrow(() -> TenantException.notFound(adoption.name()));
    }
}
