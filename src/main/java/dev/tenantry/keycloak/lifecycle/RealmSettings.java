package dev.tenantry.keycloak.lifecycle;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.provisioning.RealmCreation;
import dev.tenantry.keycloak.realm.Operators;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.realm.RealmService;
import dev.tenantry.keycloak.realm.StandardRealm;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;

/**
 * Updates a tenant when Keycloak changes the settings of the tenant's realm. Refuses a change of any realm, even of a
 * standard realm, if the realm would get a name or a host that belongs to another realm's tenant. A tenant's former
 * names also belong to the tenant.
 */
public final class RealmSettings {

    private RealmSettings() {}

    /** Called inside the transaction that changes the settings. An exception prevents the change. */
    public static void onChanged(KeycloakSession session, RealmModel realm) {
        if (RealmCreation.wasBySession(session, realm)) {
            return; // after an import's commit, Keycloak reports the import as a change
        }
        try {
            if (TenantRealms.find(session, realm.getId()).isPresent()) {
                // Locks the realm, so that no other transaction suspends or resumes the tenant until this change has
                // ended.
                ExceptionTranslation.run(() -> RealmLock.take(session, realm.getId()));
                TenantRealms.find(session, realm.getId()).ifPresent(tenant -> onChanged(session, realm, tenant));
            } else {
                StandardRealm.requireFreeName(session, realm);
                RealmHosts.requireOwn(session, realm, false);
            }
        } catch (TenantException refused) {
            throw refusal(refused);
        }
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
        RealmRenaming.requireAllowed(session, realm, tenant);
        TenantRenaming.follow(session, realm, tenant);
        RealmHosts.requireOwn(session, realm, true);
    }

    private static ErrorResponseException refused(String message) {
        return ErrorResponse.error(message, Status.CONFLICT);
    }

    private static RuntimeException refusal(TenantException refused) {
        return switch (refused.reason()) {
            case ALREADY_EXISTS -> refusal("realm", refused, Status.CONFLICT);
            case HOST_TAKEN -> refusal("attributes.frontendUrl", refused, Status.CONFLICT);
            case INVALID_HOST -> refusal("attributes.frontendUrl", refused, Status.BAD_REQUEST);
            default -> new ModelValidationException(refused.getMessage());
        };
    }

    private static ErrorResponseException refusal(String field, TenantException refused, Status status) {
        return ErrorResponse.errors(List.of(new ErrorRepresentation(field, refused.getMessage(), null)), status);
    }
}
