package dev.tenantry.keycloak.realm;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The realm roles of master that allow a user to operate on tenants without being an admin of all realms. */
public final class MasterRoles {

    public static final String MANAGE_TENANTS = "manage-tenants";
    public static final String VIEW_TENANTS = "view-tenants";

    /**
     * Allows a user to grant the administration of a tenant's realm for a limited time. {@link #MANAGE_TENANTS} does
     * not include this right.
     */
    public static final String GRANT_TENANT_ACCESS = "grant-tenant-access";

    private MasterRoles() {}

    /**
     * Creates the missing roles. If another server, which starts at the same time, creates a role first, the database
     * refuses this server's transaction. The second attempt then finds the role.
     */
    public static void create(KeycloakSessionFactory factory) {
        try {
            createMissing(factory);
        } catch (ModelDuplicateException createdMeanwhile) {
            createMissing(factory);
        }
    }

    private static void createMissing(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            RealmModel master = MasterRealm.of(session);
            create(session, master, MANAGE_TENANTS, "Provision and drop tenants");
            create(session, master, VIEW_TENANTS, "List and read tenants");
            create(session, master, GRANT_TENANT_ACCESS, "Grant the administration of a tenant for a time");
        });
    }

    /**
     * Looks the role up in the database. Keycloak's cache would remember that the role is missing, so that the second
     * attempt would not find the role (RealmCacheSession.getRealmRole, 26.7).
     */
    private static void create(KeycloakSession session, RealmModel master, String name, String description) {
        if (session.getProvider(RoleProvider.class).getRealmRole(master, name) == null) {
            master.addRole(name).setDescription(description);
        }
    }
}
