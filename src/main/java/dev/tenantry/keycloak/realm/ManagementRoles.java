package dev.tenantry.keycloak.realm;

import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.RealmManager;

/**
 * The roles with which users of realm master can manage one other realm. These roles belong to the client
 * {@code REALM-realm} in master, which is the management client of the other realm.
 *
 * <p>Keycloak adds all these roles to master's role {@code admin} (RealmManager.createMasterAdminManagement, 26.7), so
 * {@code admin} grows by 21 roles with each realm. The option {@code admin-role-includes-tenants} decides whether
 * {@code admin} contains the roles over tenants' realms.
 */
public final class ManagementRoles {

    private ManagementRoles() {}

    /**
     * Creates the management client of a new tenant's realm before Keycloak does, unless the option {@code
     * admin-role-includes-tenants} is true. If the client already exists, Keycloak leaves the client and {@code admin}
     * unchanged (RealmManager.setupMasterAdminManagement, ImpersonationConstants.setupMasterRealmRole, 26.7). A change
     * to {@code admin} would make all servers read all its roles again.
     */
    public static void create(KeycloakSession session, RealmModel realm) {
        RealmModel master = MasterRealm.of(session);
        String clientId = KeycloakModelUtils.getMasterRealmAdminManagementClientId(realm.getName());
        if (includesTenants(session) || master.getClientByClientId(clientId) != null) {
            return;
        }
        ClientModel client = KeycloakModelUtils.createManagementClient(master, clientId);
        client.setName(realm.getName() + " Realm");
        names().forEach(name -> client.addRole(name).setDescription("${role_" + name + "}"));
        new RealmManager(session).addQueryCompositeRoles(client);
    }

    /**
     * Removes the roles over a tenant's realm from master's {@code admin}, unless the option {@code
     * admin-role-includes-tenants} is true.
     */
    public static void leaveAdmin(KeycloakSession session, RealmModel realm) {
        ClientModel client = realm.getMasterAdminClient();
        if (!includesTenants(session) && client != null) {
            RoleModel admin = admin(session);
            partsOf(session, admin, client).forEach(admin::removeCompositeRole);
        }
    }

    /** Adds the roles of a standard realm's management client to master's role {@code admin}, as Keycloak does. */
    public static void enterAdmin(KeycloakSession session, RealmModel realm) {
        ClientModel client = realm.getMasterAdminClient();
        if (client != null) {
            RoleModel admin = admin(session);
            names().map(client::getRole).filter(Objects::nonNull).forEach(admin::addCompositeRole);
        }
    }

    /** Returns the names of all roles that Keycloak creates in a realm's management client. */
    public static Stream<String> names() {
        return Stream.concat(Stream.of(AdminRoles.ALL_REALM_ROLES), Stream.of(AdminRoles.IMPERSONATION));
    }

    private static boolean includesTenants(KeycloakSession session) {
        return session.getProvider(TenantsProvider.class).settings().adminRoleIncludesTenants();
    }

    /**
     * Returns those roles of the client that master's role {@code admin} contains. Uses a query, because Keycloak's
     * model would read all roles that {@code admin} contains.
     */
    private static List<RoleModel> partsOf(KeycloakSession session, RoleModel admin, ClientModel client) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<String> ids = keycloak.createQuery(
                        "select c.childRole.id from CompositeRoleEntity c"
                                + " where c.parentRole.id = :admin and c.childRole.clientId = :client", String.class)
                .setParameter("admin", admin.getId())
                .setParameter("client", client.getId())
                .getResultList();
        return ids.stream().map(id -> session.roles().getRoleById(client.getRealm(), id)).toList();
    }

    private static RoleModel admin(KeycloakSession session) {
        return MasterRealm.of(session).getRole(AdminRoles.ADMIN);
    }
}
