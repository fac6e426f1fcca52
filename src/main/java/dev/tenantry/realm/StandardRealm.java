package dev.tenantry.realm;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.FormerNames;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;

/** A realm that is no tenant's: how it is found, and the names that it may get. */
public final class StandardRealm {

    private StandardRealm() {}

    /**
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
     * <p>Keycloak's row has the name by now, and its unique index made that wait for a transaction of Keycloak's that was
     * just giving the name up. Such a transaction commits after the registry's, which keeps the name, so the registry is
     * read here in time.
     *
     * @throws TenantException (already exists)
     */
    static void requireFreeName(KeycloakSession session, RealmModel realm) {
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
     * The same for a realm that is being created. The id of a dropped tenant's realm is an operator's to bring back: with
     * it go the names that are kept for that realm.
     *
     * @throws TenantException (already exists)
     */
    static void requireCreatable(KeycloakSession session, RealmModel realm) {
        requireFreeName(session, realm);
        FormerNames names = session.getProvider(TenantsProvider.class).formerNames();
        if (!Operators.mayAct(session) && ExceptionTranslation.call(() -> names.areKeptFor(realm.getId()))) {
            throw TenantException.formerRealm();
        }
    }
}
