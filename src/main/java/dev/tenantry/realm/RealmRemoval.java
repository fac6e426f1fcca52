package dev.tenantry.realm;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.BusyException;
import dev.tenantry.tenant.Operation;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.RealmManager;

/** When a tenant's realm is removed, by whomever, its schema goes too. */
final class RealmRemoval {

    private RealmRemoval() {}

    /** @throws TenantException (not archived); (wrong state) if the tenant can't be dropped by force either */
    static void requireDroppable(Tenant tenant, boolean force) {
        boolean droppable = switch (tenant.state()) {
            case ARCHIVED -> true;
            case ACTIVE, SUSPENDED -> force;
            default -> false;
        };
        if (!droppable) {
            throw tenant.state().canBeCopied()
                    ? TenantException.notArchived(tenant.name(), tenant.state())
                    : TenantException.wrongState(tenant.name(), tenant.state());
        }
    }

    /**
     * Removes a tenant's realm, and with it the tenant, in a Keycloak session of its own.
     *
     * @param found as it was when it was found that it may go
     * @throws TenantException (not found) where it is gone; (wrong state) where it has changed its state since, so that it
     *     may not go any more
     */
    static void dropTenant(KeycloakSessionFactory factory, Tenant found) {
        dropTenant(factory, found, RealmLock::take); // a restoration has ended by now, or waits
    }

    /**
     * The same for a maintenance task, which passes by a realm whose lock is held.
     *
     * @throws BusyException where another operation on the realm is under way
     */
    static void purgeTenant(KeycloakSessionFactory factory, Tenant found) {
        dropTenant(factory, found, RealmLock::takeAtOnce);
    }

    private static void dropTenant(
            KeycloakSessionFactory factory, Tenant found, BiConsumer<KeycloakSession, String> lock) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            SessionOperation.isCounted(session);
            lock.accept(session, found.realmId());
            Tenant tenant = TenantRealms.tenant(session, found.realmId());
            if (tenant.state() != found.state() || !Objects.equals(tenant.purgeAfter(), found.purgeAfter())) {
                throw TenantException.changedMeanwhile(found.name());
            }
            RealmModel realm = session.realms().getRealm(tenant.realmId());
            if (realm == null) {
                // Removed while the extension was not there to see it: the tenant alone is left.
                enlistDrop(session, tenant);
            } else {
                session.getContext().setRealm(realm);
                new RealmManager(session).removeRealm(realm);
            }
        });
    }

    /**
     * Called inside the transaction that removes the realm, after everything else in it is gone; what it throws refuses
     * the removal.
     */
    static void onRemoved(KeycloakSession session, RealmModel realm) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        if (ExceptionTranslation.call(() -> tenants.registry().find(realm.getId())).isPresent()) {
            // Before the state is read that decides who may remove the realm.
            ExceptionTranslation.run(() -> RealmLock.take(session, realm.getId()));
            ExceptionTranslation.call(() -> tenants.registry().find(realm.getId())).ifPresent(
                    tenant -> SessionOperation.run(session, Operation.DROP, tenant.name().value(), () -> {
                        Operators.requireIfOutOfService(session, tenant);
                        RealmEvents.clearBeforeCommit(session, realm);
                        tenants.drop(tenant);
                    }));
        }
    }

    private static void enlistDrop(KeycloakSession session, Tenant tenant) {
        ExceptionTranslation.run(() -> RealmLock.take(session, tenant.realmId())); // Keycloak may be the caller
        session.getProvider(TenantsProvider.class).drop(tenant);
    }
}
