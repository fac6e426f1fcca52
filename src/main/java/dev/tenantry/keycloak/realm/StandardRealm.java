package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;

/**
 * Finds the standard realm that is to become a tenant's realm ({@link #named}). Also refuses a new or renamed realm if
 * the realm's name is the current or a former name of another realm's tenant ({@link #requireFreeName}, {@link
 * #requireCreatable}).
 */
public final class StandardRealm {

    private StandardRealm() {}

    /**
     * Returns the realm with the given name. Does not check whether the realm already belongs to a tenant.
     *
     * @param name the name that the caller typed; null if the caller typed none
     * @throws InvalidRequestException if no realm has the name, or if the realm is master
     */
    public static RealmModel named(KeycloakSession session, String name) {
        RealmModel realm = name == null ? null : session.realms().getRealmByName(name);
        if (realm == null) {
            throw new InvalidRequestException("realm", "There is no such realm");
        }
        if (RealmManager.isAdministrationRealm(realm)) {
            throw new InvalidRequestException("realm", "The admin realm can't be a tenant's");
        }
        return realm;
    }

    /**
     * Refuses the given realm's name if the name is the current or a former name of another realm's tenant. With that
     * name, the given realm could issue tokens in the tenant's name.
     *
     * <p>First writes the given realm's name to Keycloak's table, then reads the registry. This order matters if
     * another Keycloak transaction is renaming or removing a tenant's realm that has the name. The table's unique index
     * makes the write wait until the other transaction ends. Before the other transaction commits, the registry commits
     * the tenant's former name. So the read finds the former name.
     *
     * @throws TenantException (already exists) if the name is refused
     */
    public static void requireFreeName(KeycloakSession session, RealmModel realm) {
        session.getProvider(JpaConnectionProvider.class).getEntityManager().flush();
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        ExceptionTranslation.call(() -> tenants.formerNames().holder(realm.getName()))
                .filter(holder -> !holder.equals(realm.getId()))
                .ifPresent(holder -> {
                    throw ExceptionTranslation.call(() -> tenants.registry().findByName(realm.getName())).isPresent()
                            ? TenantException.alreadyExists(new TenantName(realm.getName()))
                            : TenantException.formerName(realm.getName());
                });
    }

    /**
     * Refuses a realm that is being created if {@link #requireFreeName} refuses the realm's name. Also refuses the
     * realm if former names are reserved for the realm's id, unless an operator creates the realm.
     *
     * @throws TenantException (already exists) if the name or the id is refused
     */
    public static void requireCreatable(KeycloakSession session, RealmModel realm) {
        requireFreeName(session, realm);
        FormerNames names = session.getProvider(TenantsProvider.class).formerNames();
        if (!Operators.mayAct(session) && ExceptionTranslation.call(() -> names.areKeptFor(realm.getId()))) {
            throw TenantException.formerRealm();
        }
    }
}
