package dev.tenantry.keycloak.provisioning;

import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.KeptIds;
import dev.tenantry.keycloak.realm.ManagementRoles;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.Residue;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.user.TenantComponents;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Attaches a schema without a tenant to a realm without users. The schema may come from another database, or from a
 * lost realm. The users in the schema refer to objects of a realm, such as roles, by id, so the realm must have objects
 * with these ids.
 */
public final class SchemaAttaching {

    private SchemaAttaching() {}

    /**
     * Attaches the schema in a Keycloak session of its own.
     *
     * @param databaseOrNull the name of the schema's database; null for the main database
     * @param realmId the id of a standard realm
     * @throws InvalidRequestException if the realm no longer exists, or has users
     * @throws TenantException (invalid database) if no database has this name; (not found) if the database has no
     *     schema with this name that Tenantry has created; (already exists) if the realm or schema belongs to a tenant;
     *     (invalid name) if the realm's name is not valid for a tenant; (id taken) if a user of another realm has the
     *     id of one of the schema's users; the message names the id
     */
    public static void attach(
            KeycloakSessionFactory factory, String realmId, String databaseOrNull, String schemaName) {
        String database = databaseOrNull == null ? TenantDatabases.MAIN : databaseOrNull;
        KeycloakModelUtils.runJobInTransaction(factory, session -> attach(session, realmId, database, schemaName));
    }

    private static void attach(KeycloakSession session, String realmId, String database, String schemaName) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            throw new InvalidRequestException("realm", "There is no such realm");
        }
        if (schemaName == null) {
            throw new InvalidRequestException("schema", "A schema is needed");
        }
        RealmLock.take(session, realm.getId());
        if (Residue.of(session, realm.getId()).total() > 0) {
            throw new InvalidRequestException("realm", "The realm has users of its own: adopt it");
        }
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        KeptIds kept = new KeptIds(session.getKeycloakSessionFactory(), tenants.plainIds());
        ExceptionTranslation.run(() -> {
            NewTenant tenant = new NewTenant(realm.getId(), tenants.lifecycle().acceptName(realm.getName()),
                    RealmCreation.displayName(realm));
            tenants.enlist(tenant.name(), tenants.bindings().attach(
                    tenant, database, schemaName, (attached, handle) -> kept.reserveAll(attached, handle, false)));
        });
        if (!TenantComponents.areIn(realm)) {
            TenantComponents.attach(realm);
        }
        ManagementRoles.leaveAdmin(session, realm);
    }
}
