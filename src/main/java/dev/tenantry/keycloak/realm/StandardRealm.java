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
 * Finds a realm that is to become a tenant's realm. Also refuses a new or renamed realm if its name is the current or a
 * former name of another realm's tenant.
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
     * Refuses the realm's name if it is the current or a former name of another realm's tenant. Otherwise this realm
     * could issue tokens in that tenant's name.
     *
     * <p>First writes the name to Keycloak's table, then reads the registry. If another Keycloak transaction is
     * renaming or removing the realm that has the name, the table's unique index makes the write wait for that
     * transaction. The registry commits the former name before that transaction commits. So the read finds the former
     * name.
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
     * Refuses the name of a realm that is being created, like {@link #requireFreeName}. Also refuses the realm's id if
     * the registry reserves former names for a realm with that id, unless an operator creates the realm.
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
