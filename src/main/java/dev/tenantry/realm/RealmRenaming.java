package dev.tenantry.realm;

import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.Tenant;
import jakarta.ws.rs.core.Response.Status;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.jpa.entities.RealmEntity;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ErrorResponse;

/**
 * Who may rename a tenant's realm in Keycloak: operators, and the realm's own admins if an option says so. A name is an
 * issuer that applications trust and a label that other people read, so it is the operators' to give.
 */
final class RealmRenaming {

    private RealmRenaming() {}

    /** Called inside the transaction that changes the realm's settings; does nothing if the name stays. */
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

    /** A crash may have left the registry with another name: then a change of other settings renames nothing. */
    private static String committedName(KeycloakSession session, RealmModel realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            RealmEntity stored = own.getProvider(JpaConnectionProvider.class)
                    .getEntityManager()
                    .find(RealmEntity.class, realm.getId());
            return stored == null ? null : stored.getName();
        });
    }
}
