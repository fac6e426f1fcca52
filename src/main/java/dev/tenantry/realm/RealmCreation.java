package dev.tenantry.realm;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.storage.TenantComponents;
import dev.tenantry.tenant.DisplayName;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Operation;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantLifecycle;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;

/**
 * When a realm is made: by provisioning, it gets the tenant's component before anything that users hang on; by the
 * import of a tenant realm's export, which brings the component along, the tenant is provisioned as soon as the
 * component asks for it. A name or a host that is another realm's refuses the realm, a standard one too.
 */
final class RealmCreation {

    private static final Set<TenantException.Reason> REASONS_OF_CONFLICTS =
            Set.of(TenantException.Reason.ALREADY_EXISTS, TenantException.Reason.HOST_TAKEN);

    private RealmCreation() {}

    /** Called as soon as there is a realm, still empty; what it throws refuses the realm. */
    static void onCreated(KeycloakSession session, RealmModel realm) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        session.setAttribute(mark(realm), true);
        if (tenants.isProvisioning(realm)) {
            TenantComponents.attach(realm, tenants.newComponentId(realm));
            ManagementRoles.create(session, realm);
        } else if (!RealmManager.isAdministrationRealm(realm)) {
            refusing(() -> StandardRealm.requireCreatable(session, realm));
            tenants.provisionWhenAsked(realm, () -> SessionOperation.call(session, Operation.PROVISION, realm.getName(),
                    () -> provision(session, tenants.lifecycle(), realm)));
        }
    }

    /** Called when the realm has all that it was to get; what it throws refuses the realm. */
    static void onFilled(KeycloakSession session, RealmModel realm) {
        if (!RealmManager.isAdministrationRealm(realm)) {
            boolean isTenants = session.getProvider(TenantsProvider.class).isProvisioning(realm);
            refusing(() -> RealmHosts.requireOwn(session, realm, isTenants));
            if (isTenants) {
                ManagementRoles.leaveAdmin(session, realm); // of an import, which asked for a tenant when it had them
            }
        }
    }

    /** Whether the session has created the realm, be its transaction over or not. */
    static boolean wasBySession(KeycloakSession session, RealmModel realm) {
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
            // Before the registry knows: the reconciler must find it taken.
            ExceptionTranslation.run(() -> RealmLock.take(session, tenant.realmId()));
            begun.set(lifecycle.provision(tenant));
        });
        return begun.get();
    }

    /** A refusal as Keycloak's own store would throw it: Keycloak answers 409 or 400 with its message. */
    private static void refusing(Runnable work) {
        try {
            work.run();
        } catch (TenantException refused) {
            throw REASONS_OF_CONFLICTS.contains(refused.reason())
                    ? new ModelDuplicateException(refused.getMessage(), refused)
                    : new ModelValidationException(refused.getMessage());
        }
    }

    /** The realm's display name as the tenant gets it; the realm's name if no visible character is in it. */
    static String displayName(RealmModel realm) {
        return DisplayName.cleaned(realm.getDisplayName()).orElse(realm.getName());
    }
}
