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
 * <p>All rows of the schema come from one snapshot. The realm is read right after the snapshot is taken, in a Keycloak
 * transaction, possibly in another database. So the realm can be newer than the rows: rows may refer to a role that was
 * just removed. Such a reference has no effect. A bundle never contains sessions.
 */
public final class TenantExport {

    private TenantExport() {}

    /**
     * Streams the bundle to the output. Holds the realm's JSON in memory, but never all rows.
     *
     * @param events true to include the tenant's events
     * @param out the target; stays open
     * @throws dev.tenantry.core.tenant.TenantException (wrong state) if some of the tenant's users are not in the
     *     schema
     */
    public static void write(KeycloakSessionFactory factory, Tenant tenant, boolean events, OutputStream out) {
        TenantTransactions door = KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(TenantsProvider.class).transactions());
        door.snapshot(tenant, handle -> {
            Exported realm = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> read(session, tenant));
            BundleWriter.write(realm.origin, realm.json, handle, events, out);
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
