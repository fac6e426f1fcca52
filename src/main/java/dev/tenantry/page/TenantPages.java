package dev.tenantry.page;

import dev.tenantry.console.ConsolePage;
import dev.tenantry.server.TenantsProvider;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resource.RealmResourceProvider;

/** The pages below {@code /realms/master/tenants}, each where it is switched on. One request, one thread. */
public class TenantPages implements RealmResourceProvider {

    private final KeycloakSession session;

    TenantPages(KeycloakSession session) {
        this.session = session;
    }

    /** @return null, which Keycloak answers with 404, in any realm but master */
    @Override
    public Object getResource() {
        return RealmManager.isAdministrationRealm(session.getContext().getRealm()) ? this : null;
    }

    @Path("console")
    public ConsolePage console() {
        if (!session.getProvider(TenantsProvider.class).settings().console()) {
            throw new NotFoundException();
        }
        return new ConsolePage(session);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
