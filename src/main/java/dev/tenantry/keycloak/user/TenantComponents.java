package dev.tenantry.keycloak.user;

import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.Optional;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.CacheableStorageProviderModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

/**
 * Finds, attaches and detaches the component that makes a realm a tenant's realm. The component only shows that the
 * realm has a schema; the registry names the schema.
 */
public final class TenantComponents {

    private static final String DETACHING = "tenantry.detaching";

    private TenantComponents() {}

    /** Attaches the component, with a new id, to a realm that becomes a tenant's realm. */
    public static void attach(RealmModel realm) {
        attach(realm, null);
    }

    /**
     * Attaches the component, with a given id, to a realm that becomes a tenant's realm.
     *
     * @param id the component's id, which is a part of users' ids; null for a new id
     */
    public static void attach(RealmModel realm, String id) {
        UserStorageProviderModel component = new UserStorageProviderModel();
        component.setId(id);
        component.setName("tenant");
        component.setProviderId(TenantStorageProviderFactory.ID);
        component.setProviderType(UserStorageProvider.class.getName());
        component.setParentId(realm.getId());
        component.setConfig(options());
        realm.addComponentModel(component);
    }

    /** Removes the component. Without the component, the realm is a standard realm. */
    public static void detach(KeycloakSession session, RealmModel realm) {
        session.setAttribute(DETACHING, realm.getId());
        of(realm).ifPresent(realm::removeComponent);
    }

    /** True if {@link #detach} is removing the realm's component in this session. */
    static boolean isDetaching(KeycloakSession session, RealmModel realm) {
        return realm.getId().equals(session.getAttribute(DETACHING));
    }

    /** Enables the component, if it is disabled. */
    public static void enable(RealmModel realm) {
        of(realm).ifPresent(component -> {
            component.setConfig(options());
            realm.updateComponent(component);
        });
    }

    static MultivaluedHashMap<String, String> options() {
        MultivaluedHashMap<String, String> options = new MultivaluedHashMap<>();
        options.putSingle(CacheableStorageProviderModel.ENABLED, "true");
        return options;
    }

    public static boolean areIn(RealmModel realm) {
        return of(realm).isPresent();
    }

    /**
     * Returns the id of the realm's component: the part {@code COMPONENT} of a user id such as {@code f:COMPONENT:ID}.
     * Returns empty if the realm is not a tenant's.
     */
    public static Optional<String> id(RealmModel realm) {
        return of(realm).map(ComponentModel::getId);
    }

    /** Returns the realm's component from Keycloak's realm cache; empty if the realm is not a tenant's. */
    static Optional<ComponentModel> of(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .filter(component -> TenantStorageProviderFactory.ID.equals(component.getProviderId()))
                .findFirst();
    }

    /** Returns the session's unit of work on the realm's tenant; empty if the realm is not a tenant's. */
    static Optional<UnitOfWork> unit(KeycloakSession session, RealmModel realm) {
        return of(realm).map(component -> session.getProvider(TenantsProvider.class).unit(realm));
    }

    /**
     * True if a user with this id would be in the realm's schema. Does not check that the user exists. In a tenant
     * realm, true for every plain id, since Keycloak's own tables contain no users of the realm. False for a text that
     * is the id of no user, such as {@code f:x}.
     */
    static boolean owns(RealmModel realm, String userId) {
        if (!UserId.isPossible(userId)) {
            return false;
        }
        StorageId id = new StorageId(userId);
        return of(realm)
                .filter(component -> id.isLocal() || component.getId().equals(id.getProviderId()))
                .isPresent();
    }
}
