package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.storage.UserStorageProviderFactory;

/**
 * Makes the storage provider of a tenant realm. The type argument of UserStorageProviderFactory must be the concrete
 * class, because Keycloak reads from the type argument which interfaces the provider implements
 * (AbstractStorageManager, 26.7).
 */
public final class TenantStorageProviderFactory implements UserStorageProviderFactory<TenantStorageProvider> {

    public static final String ID = "tenantry";

    @Override
    public String getId() {
        return ID;
    }

    /**
     * Returns true to hide the component: a realm's admin then can't see, edit, disable or delete it
     * (ComponentResource, 26.7).
     */
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public TenantStorageProvider create(KeycloakSession session, ComponentModel component) {
        return new TenantStorageProvider(session, component);
    }

    /**
     * Stores the component's id in the registry. If the component is lost, a new component gets this id, so that the
     * ids of the realm's users stay the same.
     */
    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        tenants.provisioning(realm).ifPresentOrElse(
                provisioning -> provisioning.component(component.getId()),
                () -> ExceptionTranslation.run(() -> tenants.registry().setComponent(realm.getId(), component.getId())));
    }

    /**
     * Refuses the removal of the component, except at the end of a release. A realm's admin can't name the component in
     * a request, but could otherwise remove the component indirectly. The parent of this component is the realm. An
     * admin can create a component with the realm's id, and delete that component. Keycloak then also removes all
     * components that have this id as parent (RealmAdapter.removeComponent, 26.7). Keycloak does not call this method
     * when Keycloak removes the whole realm.
     */
    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel component) {
        if (!TenantComponents.isDetaching(session, realm)) {
            throw ErrorResponse.error(
                    "The component of tenant " + realm.getName() + " can't be removed", Status.FORBIDDEN);
        }
    }

    /**
     * Accepts the component only if the registry has the realm's tenant, or if this session provisions or imports the
     * tenant. If a realm with the component is being imported, this method asks for the tenant's unit of work, which
     * starts the provisioning of the tenant. Throws a ModelValidationException, which an import reports to the caller.
     * A ComponentValidationException would become a 500.
     */
    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component) {
        if (!component.getConfig().equals(TenantComponents.options())) {
            throw new ModelValidationException("The tenant component takes no options");
        }
        boolean another = TenantComponents.of(realm)
                .filter(found -> !found.getId().equals(component.getId()))
                .isPresent();
        if (another) {
            throw new ModelValidationException("The realm has its tenant component already");
        }
        try {
            session.getProvider(TenantsProvider.class).unit(realm);
        } catch (TenantException unknown) {
            throw new ModelValidationException("Provision or adopt a realm to make it a tenant");
        }
    }
}
