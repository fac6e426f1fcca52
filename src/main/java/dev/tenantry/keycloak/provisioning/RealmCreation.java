package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.tenant.DisplayName;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Operation;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.ManagementRoles;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.SessionOperation;
import dev.tenantry.keycloak.realm.StandardRealm;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;

/**
 * Does Tenantry's part when Keycloak creates a realm. Adds the tenant's component to a tenant's realm before Keycloak
 * adds any data that depends on users. If the realm is imported with the component, Keycloak's check of the component
 * provisions the tenant. Refuses each realm, even a standard realm, that would get another tenant's current or former
 * name, or another tenant's host.
 */
public final class RealmCreation {

    private static final Set<TenantException.Reason> REASONS_OF_CONFLICTS =
            Set.of(TenantException.Reason.ALREADY_EXISTS, TenantException.Reason.HOST_TAKEN);

    private RealmCreation() {}

    /**
     * Called when the realm exists and is still empty. If this method throws an exception, Keycloak does not create the
     * realm.
     */
    public static void onCreated(KeycloakSession session, RealmModel realm) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        session.setAttribute(mark(realm), true);
        if (tenants.isProvisioning(realm)) {
            TenantComponents.attach(realm, tenants.newComponentId(realm).orElse(null));
            ManagementRoles.create(session, realm);
        } else if (!RealmManager.isAdministrationRealm(realm)) {
            refusing(() -> StandardRealm.requireCreatable(session, realm));
            tenants.provisionWhenAsked(realm, () -> SessionOperation.call(session, Operation.PROVISION, realm.getName(),
                    () -> provision(session, tenants.lifecycle(), realm)));
        }
    }

    /**
     * Called when Keycloak has filled the new realm. If this method throws an exception, Keycloak does not create the
     * realm.
     */
    public static void onFilled(KeycloakSession session, RealmModel realm) {
        if (!RealmManager.isAdministrationRealm(realm)) {
            boolean isTenants = session.getProvider(TenantsProvider.class).isProvisioning(realm);
            refusing(() -> RealmHosts.requireOwn(session, realm, isTenants));
            if (isTenants) {
                ManagementRoles.leaveAdmin(session, realm); // an import creates the roles before the tenant
            }
        }
    }

    /** True if the session has created the realm, even if the session's transaction has already ended. */
    public static boolean wasBySession(KeycloakSession session, RealmModel realm) {
        return session.getAttribute(mark(realm)) != null;
    }

    private static String mark(RealmModel realm) {
        return "tenantry.created." + realm.getId();
    }

    private static Provisioning provision(KeycloakSession session, TenantLifecycle lifecycle, RealmModel realm) {
        AtomicReference<Provisioning> begun = new AtomicReference<>();
        refusing(() -> {
            NewTenant tenant =
                    new NewTenant(realm.getId(), lifecycle.acceptName(realm.getName()), displayName(realm));
            // Locks the realm before the registry knows the tenant. The reconciler skips tenants whose realm is locked.
            ExceptionTranslation.run(() -> RealmLock.take(session, tenant.realmId()));
            begun.set(lifecycle.provision(tenant));
        });
        return begun.get();
    }

    /**
     * Runs a check. If the check refuses the realm, throws an exception that Keycloak turns into a 409 or 400 with the
     * exception's message.
     */
    private static void refusing(Runnable work) {
        try {
            work.run();
        } catch (TenantException refused) {
            throw REASONS_OF_CONFLICTS.contains(refused.reason())
                    ? new ModelDuplicateException(refused.getMessage(), refused)
                    : new ModelValidationException(refused.getMessage());
        }
    }

    /**
     * Returns the tenant's display name: the realm's cleaned display name, or the realm's name if the display name has
     * no visible character.
     */
    public static String displayName(RealmModel realm) {
        return DisplayName.cleaned(realm.getDisplayName()).orElse(realm.getName());
    }
}
