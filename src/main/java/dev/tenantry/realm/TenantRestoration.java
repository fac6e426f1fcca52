package dev.tenantry.realm;

import dev.tenantry.bundle.BundleFile;
import dev.tenantry.bundle.BundleRows;
import dev.tenantry.bundle.InvalidBundleException;
import dev.tenantry.bundle.Manifest;
import dev.tenantry.bundle.NewIds;
import dev.tenantry.server.TenantUnit;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.server.Translated;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.tenant.Verb;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.services.managers.RealmManager;

/**
 * Makes a tenant of a bundle, as {@link TenantProvisioner} makes one of a template: all or nothing, in the same two
 * transactions. It goes into service, whatever state it was in.
 *
 * <p>Under its own name, and where none of its ids is taken, everything keeps its id, and so do the users: their tokens
 * name them as before. Otherwise the realm and all in it get new ids, which are put into the rows too.
 */
public final class TenantRestoration {

    private static final Logger LOG = Logger.getLogger(TenantRestoration.class);

    private final BundleFile bundle;
    private final Manifest.Origin origin;
    private final BundledRealm realm;
    private final TenantName name;
    private final String databaseOrNull;

    private TenantRestoration(BundleFile bundle, TenantName name, String databaseOrNull) {
        this.bundle = bundle;
        this.origin = bundle.manifest().origin();
        this.realm = BundledRealm.read(bundle.realm());
        this.name = name;
        this.databaseOrNull = databaseOrNull;
    }

    /**
     * In a Keycloak session of its own.
     *
     * @param name null for the tenant's own
     * @param databaseOrNull the name of the one that its schema is to be in; null for whichever is next
     * @throws InvalidBundleException where the bundle is not one that can be restored here
     * @throws TenantException (invalid name), (invalid database) or (already exists)
     */
    public static Tenant restore(
            KeycloakSession context, BundleFile bundle, String name, String databaseOrNull) {
        TenantsProvider tenants = context.getProvider(TenantsProvider.class);
        bundle.requireVersionUpTo(tenants.lifecycle().newestVersion());
        Manifest.Origin origin = bundle.manifest().origin();
        TenantName accepted = tenants.lifecycle().acceptName(name == null ? origin.name() : name);
        if (databaseOrNull != null) {
            tenants.lifecycle().acceptDatabase(databaseOrNull);
        }
        TenantProvisioner.cleanedDisplayName(origin.displayName()); // refused before anything is begun
        TenantRestoration restoration = new TenantRestoration(bundle, accepted, databaseOrNull);
        restoration.requireConsistent();
        KeycloakSessionFactory factory = context.getKeycloakSessionFactory();
        try {
            KeycloakModelUtils.setTransactionLimit(factory, (int) KeycloakRealms.LONGEST_TRANSACTION.toSeconds());
            String realmId = Observed.call(context, Verb.PROVISION, accepted.value(),
                    () -> KeycloakModelUtils.runJobInTransactionWithResult(
                            factory, context.getContext(), restoration::restore, "restore tenant"));
            return Translated.call(() -> tenants.registry().find(realmId)).orElseThrow();
        } catch (ModelDuplicateException taken) {
            throw TenantException.alreadyExists(accepted);
        } finally {
            KeycloakModelUtils.setTransactionLimit(factory, 0); // as it was
        }
    }

    private void requireConsistent() {
        if (!realm.id().equals(origin.realmId())
                || !realm.name().equals(origin.name())
                || !realm.componentId().equals(origin.componentId())) {
            throw InvalidBundleException.ofRealm("This is another realm than the manifest says", null);
        }
    }

    private String restore(KeycloakSession session) {
        if (session.realms().getRealmByName(name.value()) != null) {
            throw TenantException.alreadyExists(name);
        }
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        NewIds ids = newIds(session, tenants);
        String displayName = TenantProvisioner.cleanedDisplayName(origin.displayName());
        NewTenant tenant = new NewTenant(renewed(ids, origin.realmId()), name, displayName, databaseOrNull, null);
        RealmLock.take(session, tenant.realmId()); // before the registry knows: the reconciler must find it taken
        Provisioning provisioning = Translated.call(() -> tenants.lifecycle().provision(
                tenant,
                bundle.manifest().schemaVersion(),
                handle -> BundleRows.load(handle, bundle, ids, name.value())));
        TenantUnit unit = tenants.join(provisioning, renewed(ids, origin.componentId()));
        boolean enabled = realm.isEnabled() || !origin.state().equals(TenantState.ACTIVE.name());
        RealmRepresentation restored = realm.toImport(name.value(), displayName, enabled, ids.byOld());
        RealmHosts.restore(session, provisioning.tenant(), origin.host(), restored);
        RealmModel imported = new RealmManager(session).importRealm(restored);
        session.getContext().setRealm(imported);
        moveMembers(session, unit, ids);
        return tenant.realmId();
    }

    private NewIds newIds(KeycloakSession session, TenantsProvider tenants) {
        Set<String> ids = RealmIds.in(realm.json());
        boolean areFree = name.value().equals(origin.name())
                && Translated.call(() -> tenants.registry().find(origin.realmId())).isEmpty()
                && !TakenIds.areAmong(session, ids);
        if (areFree) {
            return NewIds.NONE;
        }
        LOG.infof("Tenant %s is restored from a bundle of tenant %s under new ids", name, origin.name());
        Map<String, String> byOld = new HashMap<>();
        ids.forEach(id -> byOld.put(id, KeycloakModelUtils.generateId()));
        return new NewIds(byOld);
    }

    private static String renewed(NewIds ids, String id) {
        return ids.byOld().getOrDefault(id, id);
    }

    /** An organization keeps its members in a group of its own, whose id an import can't be told. */
    private void moveMembers(KeycloakSession session, TenantUnit unit, NewIds ids) {
        OrganizationProvider organizations = session.getProvider(OrganizationProvider.class);
        if (organizations == null || origin.organizationGroups().isEmpty()) {
            return;
        }
        origin.organizationGroups().forEach((organizationId, groupId) -> {
            OrganizationModel organization = organizations.getById(renewed(ids, organizationId));
            if (organization == null) {
                throw InvalidBundleException.ofRealm("An organization of the manifest is missing", null);
            }
            String newGroupId = organizations.getOrganizationGroup(organization).getId();
            unit.change(handle -> BundleRows.moveMembers(handle, groupId, newGroupId));
        });
        unit.reload();
    }
}
