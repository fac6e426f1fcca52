package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.DisplayName;
import dev.tenantry.core.tenant.HostRules;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.SessionOperation;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.datastore.DefaultExportImportManager;

/**
 * Renames a tenant and its realm together, so that both always have the same name and display name. The name is part of
 * the issuer, so logins after a rename get tokens with a new issuer.
 */
public final class TenantRenaming {

    private TenantRenaming() {}

    /**
     * Renames a tenant and its realm, and applies the other changes, in a Keycloak session of its own.
     *
     * @param change a change that {@link TenantChange#accept} has checked
     * @throws TenantException (invalid name) if the new name is not valid for a tenant; (already exists) if another
     *     realm has the new name, or if the new name is another tenant's reserved former name; (host taken) if another
     *     realm or Keycloak itself has the new host
     */
    public static void rename(KeycloakSessionFactory factory, Tenant tenant, TenantChange change) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, session -> rename(session, tenant.realmId(), change));
        } catch (ModelDuplicateException taken) {
            throw TenantException.alreadyExists(new TenantName(change.name()));
        }
    }

    private static void rename(KeycloakSession session, String realmId, TenantChange change) {
        SessionOperation.isCounted(session);
        String name = change.name();
        RealmLock.take(session, realmId);
        Tenant tenant = TenantRealms.tenant(session, realmId);
        RealmModel realm = TenantRealms.realm(session, tenant);
        RealmModel namesake = name == null ? null : session.realms().getRealmByName(name);
        if (namesake != null && !namesake.getId().equals(realmId)) {
            throw TenantException.alreadyExists(new TenantName(name));
        }
        session.getContext().setRealm(realm);
        setNames(realm, change);
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        HostRules hosts = tenants.settings().hosts();
        if (change.host() != null) {
            change.address(hosts).ifPresent(address -> RealmHosts.claim(session, realmId, change.host()));
            String host = change.host().isEmpty() ? null : change.host();
            tenants.enlist(tenant.name(), ExceptionTranslation.call(() -> tenants.lifecycle().changeHost(tenant, host)));
        }
        change.attributes(hosts).forEach((attribute, value) -> set(realm, attribute, value));
        follow(session, realm, tenant);
    }

    /**
     * Sets only the names. Keycloak's update by a representation (RepresentationToModel.updateRealm, 26.7) also resets
     * settings that the representation does not contain, such as those of device codes, CIBA and PAR. That update fails
     * if the realm's time-outs contradict each other.
     */
    private static void setNames(RealmModel realm, TenantChange change) {
        if (change.name() != null) {
            DefaultExportImportManager.renameRealm(realm, change.name()); // also adapts the URLs of the realm's clients
        }
        if (change.displayName() != null) {
            realm.setDisplayName(change.displayName());
        }
    }

    private static void set(RealmModel realm, String attribute, String valueOrNull) {
        if (valueOrNull == null) {
            realm.removeAttribute(attribute);
        } else {
            realm.setAttribute(attribute, valueOrNull);
        }
    }

    /**
     * Gives the tenant the names that this session has given to the tenant's realm.
     *
     * @throws TenantException (invalid name) if the realm's new name is not valid for a tenant; (already exists) if the
     *     name is another tenant's name, or another tenant's reserved former name
     */
    public static void follow(KeycloakSession session, RealmModel realm, Tenant tenant) {
        Names stored = Names.of(session, realm);
        // A realm's admin may have typed any text: links, line breaks, or characters that reorder the text around them.
        String displayName = DisplayName.cleaned(stored.displayName()).orElse(stored.name());
        if (!stored.name().equals(tenant.name().value()) || !displayName.equals(tenant.displayName())) {
            SessionOperation.run(session, Operation.RENAME, tenant.name().value(),
                    () -> follow(session, tenant, stored.name(), displayName));
        }
    }

    private static void follow(KeycloakSession session, Tenant tenant, String newName, String displayName) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        TenantName name = newName.equals(tenant.name().value()) ? tenant.name() : tenants.lifecycle().acceptName(newName);
        if (!name.equals(tenant.name())) {
            // The registry's transaction checks the name again, but too late to report a clear message.
            ExceptionTranslation.call(() -> tenants.formerNames().holder(name.value()))
                    .filter(holder -> !holder.equals(tenant.realmId()))
                    .ifPresent(holder -> {
                        throw TenantException.formerName(name.value());
                    });
        }
        tenants.enlist(tenant.name(), tenants.lifecycle().rename(tenant, name, displayName));
    }

    /**
     * The names that the realm has when this session's transaction commits. The model alone is not enough: it may hold
     * names that were read before the realm was locked, and another session may have committed new names since.
     */
    private record Names(String name, String displayName) {

        static Names of(KeycloakSession session, RealmModel realm) {
            Object[] row = session.getProvider(JpaConnectionProvider.class).getEntityManager()
                    .createQuery("select r.name, r.displayName from RealmEntity r where r.id = :id", Object[].class)
                    .setParameter("id", realm.getId())
                    .getSingleResult();
            return new Names((String) row[0], (String) row[1]);
        }
    }
}
