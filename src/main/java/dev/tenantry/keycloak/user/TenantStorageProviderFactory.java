package dev.tenantry.keycloak.user;

import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProviderFactory;

/**
 * Makes the storage provider of a tenant realm. Keycloak reads the capabilities from the type argument, so it must be
 * the concrete class (AbstractStorageManager, 26.7).
 */
public final class TenantStorageProviderFactory implements UserStorageProviderFactory<TenantStorageProvider> {

    public static final String ID = "tenantry";

    @Override
    public String getId() {
        return ID;
    }

    /** Hides the component: a realm's admin can neither see, edit, disable nor delete it (ComponentResource, 26.7). */
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public TenantStorageProvider create(KeycloakSession session, ComponentModel component) {
        return new TenantStorageProvider(session, component);
    }

    /** Registers the component's id, so that users can keep their ids if the component is lost. */
    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        tenants.provisioning(realm).ifPresentOrElse(
                provisioning -> provisioning.component(component.getId()),
                () -> ExceptionTranslation.run(() -> tenants.registry().setComponent(realm.getId(), component.getId())));
    }

    /**
     * Refuses the component unless the realm is provisioned or imported as a tenant: the registry must know the realm
     * first. If a realm is imported with the component, this method provisions its tenant by asking for it. A refusal
     * is the import's answer; a ComponentValidationException would become a 500 there.
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
