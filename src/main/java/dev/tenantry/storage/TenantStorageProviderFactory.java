package dev.tenantry.storage;

import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.TenantException;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProviderFactory;

/**
 * Makes the storage provider of a tenant realm. Keycloak reads the capabilities off the type argument, which must
 * therefore be the concrete class (AbstractStorageManager, 26.7).
 */
public final class TenantStorageProviderFactory implements UserStorageProviderFactory<TenantStorageProvider> {

    public static final String ID = "tenantry";

    @Override
    public String getId() {
        return ID;
    }

    /** A realm's admin can neither see, edit, disable nor delete the component (ComponentResource, 26.7). */
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public TenantStorageProvider create(KeycloakSession session, ComponentModel component) {
        return new TenantStorageProvider(session, component);
    }

    /** The registry keeps the component's id, so that users could have their ids back, should it be lost. */
    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel component) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        tenants.provisioning(realm).ifPresentOrElse(
                provisioning -> provisioning.component(component.getId()),
                () -> ExceptionTranslation.run(() -> tenants.registry().setComponent(realm.getId(), component.getId())));
    }

    /**
     * Only provisioning makes a realm a tenant's: the registry must know the realm before it gets the component. A
     * realm that is being imported with one has its tenant provisioned here, by asking for it. A refusal is the import's
     * answer, and Keycloak makes an error of the server of a ComponentValidationException there.
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
            throw new ModelValidationException("A realm becomes a tenant's by being provisioned");
        }
    }
}
