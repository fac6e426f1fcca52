package dev.tenantry.keycloak.realm;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
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
            create(master, MANAGE_TENANTS, "Provision and drop tenants");
            create(master, VIEW_TENANTS, "List and read tenants");
            create(master, GRANT_TENANT_ACCESS, "Grant the administration of a tenant for a time");
        });
    }

    private static void create(RealmModel master, String name, String description) {
        if (master.getRole(name) == null) {
            master.addRole(name).setDescription(description);
        }
    }
}
