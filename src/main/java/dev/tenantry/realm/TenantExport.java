package dev.tenantry.realm;

import dev.tenantry.bundle.BundleWriter;
import dev.tenantry.bundle.Manifest;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantTransactions;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.common.Version;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.organization.OrganizationProvider;

/**
 * Writes a tenant into a bundle.
 *
 * <p>All rows of the schema are of one moment. The realm is read right after it, in a transaction of Keycloak's own,
 * which may live in another database: what somebody changes in the realm in between is in the bundle, and the rows
 * know nothing of it yet. So the realm may have a role more than anybody is given; and where a role was removed in
 * between, there are rows for one that is not there, which nobody sees. Sessions and events are not part of a bundle.
 */
public final class TenantExport {

    private TenantExport() {}

    /**
     * Writes as it reads; what it keeps in memory is the realm without its users.
     *
     * @param out left open
     * @throws dev.tenantry.tenant.TenantException (wrong state) where the tenant's users are not all in its schema
     */
    public static void write(KeycloakSessionFactory factory, Tenant tenant, OutputStream out) {
        TenantTransactions door = KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(TenantsProvider.class).transactions());
        door.snapshot(tenant, handle -> {
            Exported realm = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> read(session, tenant));
            BundleWriter.write(realm.origin, realm.json, handle, out);
            return null;
        });
    }

    private static Exported read(KeycloakSession session, Tenant tenant) {
        RealmModel realm = TenantRealms.realm(session, tenant);
        session.getContext().setRealm(realm);
        BundledRealm exported = BundledRealm.export(session, realm);
        Manifest.Origin origin = new Manifest.Origin(
                tenant.name().value(),
                tenant.displayName(),
                tenant.state().name(),
                tenant.realmId(),
                exported.componentId(),
                tenant.idPrefix().value(),
                organizationGroups(session),
                Version.VERSION,
                session.getProvider(TenantsProvider.class).registry()
                        .hosts(Set.of(tenant.realmId()))
                        .get(tenant.realmId()));
        return new Exported(origin, exported.bytes());
    }

    private static Map<String, String> organizationGroups(KeycloakSession session) {
        Map<String, String> groups = new HashMap<>();
        OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
        if (organizations != null) {
            organizations.getAllStream().forEach(organization ->
                    groups.put(organization.getId(), organizations.getOrganizationGroup(organization).getId()));
        }
        return groups;
    }

    private record Exported(Manifest.Origin origin, byte[] json) {}
}
