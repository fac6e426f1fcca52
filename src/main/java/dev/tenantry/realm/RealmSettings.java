package dev.tenantry.realm;

import dev.tenantry.server.TenantsProvider;
import dev.tenantry.server.Translated;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/** When the settings of a tenant's realm are changed by Keycloak's own means: what concerns the tenant is changed too. */
final class RealmSettings {

    private RealmSettings() {}

    /** Called inside the transaction that changes them; what it throws refuses the change. */
    static void onChanged(KeycloakSession session, RealmModel realm) {
        if (tenant(session, realm).isPresent()) {
            // Until this change commits or fails, nobody else takes the realm out of service or puts it back.
            RealmLock.take(session, realm.getId());
            tenant(session, realm).ifPresent(tenant -> onChanged(session, realm, tenant));
        }
    }

    private static Optional<Tenant> tenant(KeycloakSession session, RealmModel realm) {
        return Translated.call(
                () -> session.getProvider(TenantsProvider.class).registry().find(realm.getId()));
    }

    private static void onChanged(KeycloakSession session, RealmModel realm, Tenant tenant) {
        Operators.requireIfOutOfService(session, tenant);
        boolean stopped = RealmService.isStopped(realm);
        if (tenant.state().isOutOfService() && (realm.isEnabled() || !stopped)) {
            throw refused("Tenant " + tenant.name() + " is " + tenant.state()
                    + ": its realm can't be enabled, and its not-before date can't be changed");
        }
        if (!tenant.state().isOutOfService() && stopped) {
            throw refused("Tenant " + tenant.name() + " is " + tenant.state() + ": the not-before date of its realm must be"
                    + " before 2038; if the tenant was resumed or restored meanwhile, repeat the change");
        }
        try {
            TenantRenaming.follow(session, realm, tenant);
        } catch (TenantException invalid) {
            throw new ModelValidationException(invalid.getMessage());
        }
    }

    private static ErrorResponseException refused(String message) {
        return ErrorResponse.error(message, Status.CONFLICT);
    }
}
