package dev.tenantry.keycloak.realm;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Reads a tenant and its realm for an operation that is about to change both. */
public final class TenantRealms {

    private TenantRealms() {}

    /**
     * Returns the tenant from the registry.
     *
     * @throws TenantException (not found) if the realm is not a tenant's
     */
    public static Tenant tenant(KeycloakSession session, String realmId) {
        return find(session, realmId).orElseThrow(() -> TenantException.notFound(realmId));
    }

    /** Finds the realm's tenant in the registry. */
    public static Optional<Tenant> find(KeycloakSession session, String realmId) {
        return ExceptionTranslation.call(() -> session.getProvider(TenantsProvider.class).registry().find(realmId));
    }

    /**
     * Returns the tenant's realm.
     *
     * @throws TenantException (wrong state) if the realm was removed while Tenantry was not installed
     */
    public static RealmModel realm(KeycloakSession session, Tenant tenant) {
        RealmModel realm = session.realms().getRealm(tenant.realmId());
        if (realm == null) {
            throw TenantException.realmMissing(tenant.name());
        }
        return realm;
    }
}
