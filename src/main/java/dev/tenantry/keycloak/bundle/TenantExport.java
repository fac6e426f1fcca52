package dev.tenantry.keycloak.bundle;

import dev.tenantry.core.bundle.BundleWriter;
import dev.tenantry.core.bundle.Manifest;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.realm.TenantRealms;
import dev.tenantry.keycloak.session.TenantsProvider;
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
 * <p>All rows of the schema are from one moment. The realm is read right after them, in a separate Keycloak
 * transaction, possibly of another database. Changes to the realm between the two reads are in the bundle, while the
 * rows are older. So the realm may have a new role that no user has. If a role was removed, rows may refer to a missing
 * role, which has no effect. Sessions and events are not part of a bundle.
 */
public final class TenantExport {

    private TenantExport() {}

    /**
     * Streams the bundle. Only the realm without its users is kept in memory.
     *
     * @param out left open
     * @throws dev.tenantry.core.tenant.TenantException (wrong state) if the tenant's users are not all in its schema
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
