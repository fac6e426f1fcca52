package dev.tenantry.realm;

import dev.tenantry.bundle.BundleFile;
import dev.tenantry.bundle.BundleRows;
import dev.tenantry.bundle.InvalidBundleException;
import dev.tenantry.bundle.Manifest;
import dev.tenantry.bundle.NewIds;
import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.TenantsProvider;
import dev.tenantry.server.UnitOfWork;
import dev.tenantry.tenant.IdPrefix;
import dev.tenantry.tenant.NewTenant;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.user.References;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Under its own name everything keeps its id, and so do the users: their tokens name them as before. An id that is
 * taken is refused then; new ids have to be asked for. Under another name the realm and all in it get new ids, which are
 * put into the rows too.
 */
final class TenantRestoration {

    private static final Logger LOG = Logger.getLogger(TenantRestoration.class);

    private final BundleFile bundle;
    private final Manifest.Origin origin;
    private final BundledRealm realm;
    private final TenantName name;
    private final String databaseOrNull;
    private final boolean keepsIds;

    private TenantRestoration(BundleFile bundle, TenantName name, String databaseOrNull, boolean newIds) {
        this.bundle = bundle;
        this.origin = bundle.manifest().origin();
        this.realm = BundledRealm.read(bundle.realm());
        this.name = name;
        this.databaseOrNull = databaseOrNull;
        this.keepsIds = !newIds && name.value().equals(origin.name());
    }

    /**
     * @param nameOrNull null for the name in the bundle
     * @param databaseOrNull the database of the schema; null for the one that is next
     * @param newIds true if everything gets a new id, under the tenant's own name too
     * @throws InvalidBundleException if this server can't restore the bundle
     * @throws TenantException (invalid name), (invalid database)
     */
    static TenantRestoration of(
            KeycloakSession context, BundleFile bundle, String nameOrNull, String databaseOrNull, boolean newIds) {
        TenantsProvider tenants = context.getProvider(TenantsProvider.class);
        bundle.requireVersionUpTo(tenants.lifecycle().newestVersion());
        Manifest.Origin origin = bundle.manifest().origin();
        TenantName accepted = tenants.lifecycle().acceptName(nameOrNull == null ? origin.name() : nameOrNull);
        if (databaseOrNull != null) {
            tenants.lifecycle().acceptDatabase(databaseOrNull);
        }
        ProvisioningRules.cleanedDisplayName(origin.displayName()); // refused before anything is begun
        TenantRestoration restoration = new TenantRestoration(bundle, accepted, databaseOrNull, newIds);
        restoration.requireConsistent();
        return restoration;
    }

    /** The name that the tenant gets. */
    TenantName name() {
        return name;
    }

    /**
     * In a Keycloak session of its own.
     *
     * @throws TenantException (already exists), or (id taken) naming an id that is to be kept and the realm that has it
     */
    Tenant run(KeycloakSession context) {
        KeycloakSessionFactory factory = context.getKeycloakSessionFactory();
        try {
            KeycloakModelUtils.setTransactionLimit(factory, (int) KeycloakRealms.LONGEST_TRANSACTION.toSeconds());
            String realmId = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, context.getContext(), this::restore, "restore tenant");
            TenantsProvider tenants = context.getProvider(TenantsProvider.class);
            return ExceptionTranslation.call(() -> tenants.registry().find(realmId)).orElseThrow();
        } catch (ModelDuplicateException taken) {
            throw TenantException.alreadyExists(name);
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
        NewIds ids = keepsIds ? keptIds(session, tenants) : newIds();
        IdPrefix prefix = keepsIds ? new IdPrefix(origin.idPrefix()) : ids.prefixOrNull();
        String displayName = ProvisioningRules.cleanedDisplayName(origin.displayName());
        NewTenant tenant =
                NewTenant.withIds(prefix, renewed(ids, origin.realmId()), name, displayName, databaseOrNull);
        boolean isNewHere = ExceptionTranslation.call(() -> !tenants.plainIds().hasPrefix(tenant.realmId()));
        RealmLock.take(session, tenant.realmId()); // before the registry knows: the reconciler must find it taken
        Provisioning provisioning = ExceptionTranslation.call(() -> tenants.lifecycle().provision(
                tenant,
                bundle.manifest().schemaVersion(),
                (provisioned, handle) -> {
                    BundleRows.load(handle, bundle, ids, name.value());
                    if (keepsIds) {
                        new KeptIds(session.getKeycloakSessionFactory(), tenants.plainIds())
                                .reserveAll(provisioned, handle, isNewHere);
                    }
                }));
        UnitOfWork unit = tenants.join(provisioning, renewed(ids, origin.componentId()));
        boolean enabled = realm.isEnabled() || !origin.state().equals(TenantState.ACTIVE.name());
        RealmRepresentation restored = realm.toImport(name.value(), displayName, enabled, withUsers(unit, ids));
        RealmHosts.restore(session, provisioning.tenant(), origin.host(), restored);
        RealmModel imported = new RealmManager(session).importRealm(restored);
        session.getContext().setRealm(imported);
        moveMembers(session, unit, ids);
        return tenant.realmId();
    }

    private NewIds keptIds(KeycloakSession session, TenantsProvider tenants) {
        ExceptionTranslation.call(() -> tenants.registry().find(origin.realmId())).ifPresent(owner -> {
            throw TenantException.idTaken("The id of the bundle's realm is taken by tenant " + owner.name()
                    + ": drop that tenant, or restore the bundle with ids=new");
        });
        ExistingIds.refuse(session, realm.json());
        return NewIds.NONE;
    }

    private NewIds newIds() {
        LOG.infof("Tenant %s is restored from a bundle of tenant %s under new ids", name, origin.name());
        Map<String, String> byOld = new HashMap<>();
        RealmIds.in(realm.json()).forEach(id -> byOld.put(id, KeycloakModelUtils.generateId()));
        return new NewIds(byOld, IdPrefix.random());
    }

    /** New ids of those users too whom the realm names, in policies for example. */
    private Map<String, String> withUsers(UnitOfWork unit, NewIds ids) {
        if (keepsIds) {
            return ids.byOld();
        }
        Map<String, String> oldByNew = new HashMap<>();
        RealmIds.uuids(realm.json()).forEach(id -> oldByNew.put(ids.ofUser(id), id));
        Map<String, String> byOld = new HashMap<>(ids.byOld());
        unit.<List<String>>read(handle -> handle.query("select id from users where id = any (?)",
                        row -> row.getString(1), (Object) oldByNew.keySet().toArray(String[]::new)))
                .forEach(id -> byOld.put(oldByNew.get(id), id));
        return byOld;
    }

    private static String renewed(NewIds ids, String id) {
        return ids.byOld().getOrDefault(id, id);
    }

    /** An organization keeps its members in a group of its own, whose id an import can't be told. */
    private void moveMembers(KeycloakSession session, UnitOfWork unit, NewIds ids) {
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
            unit.change(handle -> References.replaceGroup(handle, groupId, newGroupId));
        });
        unit.reload();
    }
}
