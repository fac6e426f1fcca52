package dev.tenantry.web.rest;

import jakarta.ws.rs.NotFoundException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Mounts {@link TenantsResource} at {@code /admin/realms/master/tenants}, and under no other realm. Keycloak has
 * already verified the bearer token. Each method of the resource checks the rights of the token's owner.
 */
public final class TenantsResourceProvider implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {

    @Override
    public String getId() {
        return "tenants";
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public Object getResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        if (!RealmManager.isAdministrationRealm(realm)) {
            throw new NotFoundException();
        }
        return new TenantsResource(session, new TenantPermissions(auth), adminEvent);
    }

    @Override
    public void init(Config.Scope options) {
        // Does nothing: all options belong to the tenants SPI.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Does nothing: there is nothing to prepare.
    }

    @Override
    public void close() {
        // Does nothing: Keycloak calls this method not only at shutdown, but also at the end of each session.
    }
}
