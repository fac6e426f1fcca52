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
 * Checks that a tenant's realm may be renamed in Keycloak: by operators, and by the realm's own admins if an option
 * allows it. Applications trust the name as part of the issuer, and other people read it, so operators decide.
 */
final class RealmRenaming {

    private RealmRenaming() {}

    /** Called inside the transaction that changes the realm's settings. Does nothing if the name stays. */
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
     * Returns the name in Keycloak's database. The registry may differ after a crash; a change of other settings is
     * then no rename.
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
