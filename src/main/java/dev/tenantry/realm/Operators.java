package dev.tenantry.realm;

import dev.tenantry.tenant.Tenant;
import jakarta.ws.rs.core.Response.Status;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.managers.RealmManager;

/** Tells the platform's operators from administrators whose rights are over one realm. */
final class Operators {

    private Operators() {}

    /**
     * Refuses to change or remove the realm of a tenant that is out of service, unless an operator asks for it, or the
     * server itself does. Keycloak's own check asks for a right over that realm alone, which a request has that began
     * before the tenant went out of service, or that a user of master was given.
     */
    static void requireIfOutOfService(KeycloakSession session, Tenant tenant) {
        UserSessionModel caller = session.getContext().getUserSession();
        if (tenant.state().isOutOfService() && caller != null && !isOperator(caller)) {
            throw ErrorResponse.error(
                    "Tenant " + tenant.name() + " is " + tenant.state()
                            + ": only the platform's operators can change or remove its realm",
                    Status.FORBIDDEN);
        }
    }

    private static boolean isOperator(UserSessionModel caller) {
        RealmModel realm = caller.getRealm();
        UserModel user = caller.getUser();
        return RealmManager.isAdministrationRealm(realm)
                && Stream.of(AdminRoles.ADMIN, MasterRoles.MANAGE_TENANTS)
                        .map(realm::getRole)
                        .anyMatch(role -> role != null && user.hasRole(role));
    }
}
