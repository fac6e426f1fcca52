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

/** Finds standard realms, and checks the names that they may get. */
public final class StandardRealm {

    private StandardRealm() {}

    /**
     * Returns the standard realm of that name.
     *
     * @param name as the caller gave it, or null
     * @throws InvalidRequestException if there is no realm of that name, or it is master
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
     * Refuses a name that another realm's tenant has or had: this realm could issue tokens in that tenant's name.
     *
     * <p>Reads the registry after Keycloak's row has the name. The row's unique index waits for a Keycloak transaction
     * that is just giving the name up. Such a transaction commits after the registry's, which keeps the name, so this
     * read sees it.
     *
     * @throws TenantException (already exists)
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
     * Refuses the name of a realm that is being created, like {@link #requireFreeName}. An operator may create a realm
     * with the id of a dropped tenant's realm: the names kept for that realm are then allowed.
     *
     * @throws TenantException (already exists)
     */
    public static void requireCreatable(KeycloakSession session, RealmModel realm) {
        requireFreeName(session, realm);
        FormerNames names = session.getProvider(TenantsProvider.class).formerNames();
        if (!Operators.mayAct(session) && ExceptionTranslation.call(() -> names.areKeptFor(realm.getId()))) {
            throw TenantException.formerRealm();
        }
    }
}
