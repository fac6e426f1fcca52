package dev.tenantry.realm;

import dev.tenantry.server.TenantsProvider;
import dev.tenantry.storage.TenantComponents;
import dev.tenantry.tenant.DisplayName;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantLifecycle;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;

/**
 * When a realm is made: by provisioning, it gets the tenant's component before anything that users hang on; by the
 * import of a tenant realm's export, which brings the component along, the tenant is provisioned as soon as the
 * component asks for it.
 */
final class RealmCreation {

    private RealmCreation() {}

    /** Called as soon as there is a realm, still empty. */
    static void onCreated(KeycloakSession session, RealmModel realm) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        if (tenants.isProvisioning(realm)) {
            TenantComponents.attach(realm, tenants.newComponentId(realm));
        } else {
            tenants.provisionWhenAsked(realm, () -> provision(session, tenants.lifecycle(), realm));
        }
    }

    private static Provisioning provision(KeycloakSession session, TenantLifecycle lifecycle, RealmModel realm) {
        try {
            NewTenant tenant =
                    new NewTenant(realm.getId(), lifecycle.acceptName(realm.getName()), displayName(realm));
            RealmLock.take(session, tenant.realmId()); // before the registry knows: the reconciler must find it taken
            return lifecycle.provision(tenant);
        } catch (TenantException refused) {
            throw refused.reason() == TenantException.Reason.ALREADY_EXISTS
                    ? new ModelDuplicateException(refused.getMessage(), refused)
                    : new ModelValidationException(refused.getMessage());
        }
    }

    /** The realm's display name as the tenant gets it; the realm's name if no visible character is in it. */
    static String displayName(RealmModel realm) {
        return DisplayName.cleaned(realm.getDisplayName()).orElse(realm.getName());
    }
}
