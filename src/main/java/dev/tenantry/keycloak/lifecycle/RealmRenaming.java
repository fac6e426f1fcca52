package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.realm.Operators;
import dev.tenantry.keycloak.session.TenantsProvider;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ErrorResponse;

/**
 * Checks that the caller may rename a tenant's realm in Keycloak. Operators may always rename the realm. The realm's
 * own admins need the permission of a server option: a realm's name is part of the issuer that applications trust, and
 * people outside the tenant read the name.
 */
final class RealmRenaming {

    private RealmRenaming() {}

    /**
     * Refuses a rename with a 403 if the caller may not rename the realm. Called inside the transaction that changes
     * the realm's settings.
     */
    static void requireAllowed(KeycloakSession session, RealmModel realm, Tenant tenant) {
        if (realm.getName().equals(tenant.name().value())
                || session.getProvider(TenantsProvider.class).settings().renameByTenants()
                || Operators.mayAct(session)
                || realm.getName().equals(committedName(session, realm))) {
            return;
        }
        throw ErrorResponse.error("Operators rename tenants and their realms. To let a tenant's own admins do so, start"
                + " the server with --spi-tenants--default--rename-by-tenants=true", Status.FORBIDDEN);
    }

    /**
     * Returns the realm's name in Keycloak's database. After a crash the registry may have another name: compared with
     * that name, each change of other settings would look like a rename.
     */
    private static String committedName(KeycloakSession session, RealmModel realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            RealmEntity stored = own.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .find(RealmEntity.class, realm.getId());
            return stored == null ? null : stored.getName();
        });
    }
}
