package dev.tenantry.realm;

import dev.tenantry.server.TenantsProvider;
import dev.tenantry.server.Translated;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantState;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorResponse;

/** When the settings of a tenant's realm are changed by Keycloak's own means: what concerns the tenant is changed too. */
final class RealmSettings {

    private static final Set<TenantState> OUT_OF_SERVICE =
            Set.of(TenantState.SUSPENDED, TenantState.ARCHIVED, TenantState.ADOPTING, TenantState.RELEASING);

    private RealmSettings() {}

    /** Called inside the transaction that changes them; what it throws refuses the change. */
    static void onChanged(KeycloakSession session, RealmModel realm) {
        Optional<Tenant> tenant = Translated.call(
                () -> session.getProvider(TenantsProvider.class).registry().find(realm.getId()));
        tenant.ifPresent(known -> {
            if (realm.isEnabled() && OUT_OF_SERVICE.contains(known.state())) {
                throw ErrorResponse.error(
                        "Tenant " + known.name() + " is " + known.state() + ": its realm can't be enabled",
                        Status.CONFLICT);
            }
            try {
                TenantRenaming.follow(session, realm, known);
            } catch (TenantException refused) {
                throw new ModelValidationException(refused.getMessage());
            }
        });
    }
}
