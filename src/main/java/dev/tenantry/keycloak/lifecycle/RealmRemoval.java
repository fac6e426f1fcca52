package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.Operators;
import dev.tenantry.keycloak.realm.RealmEvents;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.SessionOperation;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.RealmManager;

/** Drops a tenant when Tenantry or Keycloak removes the tenant's realm. */
public final class RealmRemoval {

    private RealmRemoval() {}

    /**
     * Requires that the tenant's state allows a drop.
     *
     * @throws TenantException (not archived) if the drop needs {@code force}; (wrong state) if the state forbids the
     *     drop even with {@code force}
     */
    public static void requireDroppable(Tenant tenant, boolean force) {
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
     * Removes a realm and drops its tenant, in a Keycloak session of its own.
     *
     * @param found the tenant as the caller read it before the drop. This method compares the tenant's state and purge
     *     date with the current values.
     * @throws TenantException (not found) if the tenant is gone; (wrong state) if the tenant's state or purge date has
     *     changed since the caller read the tenant
     */
    public static void dropTenant(KeycloakSessionFactory factory, Tenant found) {
        dropTenant(factory, found, RealmLock::take); // waits for a restore that is running
    }

    /**
     * Drops a tenant for a maintenance task, without waiting for the realm's lock.
     *
     * @throws BusyException if another operation on the realm is running
     */
    public static void purgeTenant(KeycloakSessionFactory factory, Tenant found) {
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
                // The realm was removed while the extension was not installed.
                session.getProvider(TenantsProvider.class).drop(tenant);
            } else {
                session.getContext().setRealm(realm);
                new RealmManager(session).removeRealm(realm);
            }
        });
    }

    /**
     * Drops the tenant of a realm that Keycloak removes. Called inside the removing transaction, after the realm's
     * other data is deleted. An exception prevents the removal.
     */
    public static void onRemoved(KeycloakSession session, RealmModel realm) {
        if (TenantRealms.find(session, realm.getId()).isPresent()) {
            // Takes the lock before it reads the tenant's state, because the state decides which callers may remove the
            // realm.
            ExceptionTranslation.run(() -> RealmLock.take(session, realm.getId()));
            TenantRealms.find(session, realm.getId()).ifPresent(
                    tenant -> SessionOperation.run(session, Operation.DROP, tenant.name().value(), () -> {
                        Operators.requireIfOutOfService(session, tenant);
                        RealmEvents.clearBeforeCommit(session, realm);
                        session.getProvider(TenantsProvider.class).drop(tenant);
                    }));
        }
    }
}
