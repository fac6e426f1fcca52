package dev.tenantry.keycloak.bundle;

import dev.tenantry.core.bundle.BundleFile;
import dev.tenantry.core.bundle.BundleRows;
import dev.tenantry.core.bundle.InvalidBundleException;
import dev.tenantry.core.bundle.Manifest;
import dev.tenantry.core.bundle.NewIds;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.NewTenant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.user.References;
import dev.tenantry.keycloak.provisioning.ProvisioningRules;
import dev.tenantry.keycloak.provisioning.TenantProvisioner;
import dev.tenantry.keycloak.realm.KeptIds;
import dev.tenantry.keycloak.realm.KeycloakRealms;
import dev.tenantry.keycloak.realm.RealmHosts;
import dev.tenantry.keycloak.realm.RealmLock;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
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
 * Restores a tenant from a bundle, all or nothing. A restoration uses two transactions, as {@link TenantProvisioner}
 * does. The restored tenant is active, even if the bundle's tenant was suspended or archived.
 *
 * <p>If the tenant keeps its name, all objects and users keep their ids, so that the user ids in existing tokens remain
 * valid. If one of these ids exists already, the restoration is refused. The caller can then ask for new ids. If the
 * tenant gets another name, the realm and all its objects always get new ids. References to these objects in the
 * schema's rows get the new ids too.
 */
public final class TenantRestoration {

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
     * Prepares a restore.
     *
     * @param nameOrNull the name for the tenant; null for the name in the bundle
     * @param databaseOrNull the database for the schema; null to let the placement rule choose
     * @param newIds true to give every object a new id even if the tenant keeps its name
     * @throws InvalidBundleException if this server can't restore the bundle
     * @throws TenantException (invalid name) or (invalid database)
     */
    public static TenantRestoration of(
            KeycloakSession context, BundleFile bundle, String nameOrNull, String databaseOrNull, boolean newIds) {
        TenantsProvider tenants = context.getProvider(TenantsProvider.class);
        bundle.requireVersionUpTo(tenants.lifecycle().newestVersion());
        Manifest.Origin origin = bundle.manifest().origin();
        TenantName accepted = tenants.lifecycle().acceptName(nameOrNull == null ? origin.name() : nameOrNull);
        if (databaseOrNull != null) {
            tenants.lifecycle().acceptDatabase(databaseOrNull);
        }
        ProvisioningRules.cleanedDisplayName(origin.displayName()); // refuses an invalid name before any work begins
        TenantRestoration restoration = new TenantRestoration(bundle, accepted, databaseOrNull, newIds);
        restoration.requireConsistent();
        return restoration;
    }

    /** Returns the name that the tenant gets. */
    public TenantName name() {
        return name;
    }

    /**
     * Restores the tenant in a Keycloak session of its own.
     *
     * @throws TenantException (already exists) if another realm has the name; (id taken) if another realm has one of
     *     the ids; the message names the id and that realm
     */
    public Tenant run(KeycloakSession context) {
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
            KeycloakModelUtils.setTransactionLimit(factory, 0); // restores the default
        }
    }

    private void requireConsistent() {
        if (!realm.id().equals(origin.realmId())
                || !realm.name().equals(origin.name())
                || !realm.componentId().equals(origin.componentId())) {
            throw InvalidBundleException.ofRealm("The realm is not the one that the manifest names", null);
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
        RealmLock.take(session, tenant.realmId()); // first, so that the reconciler skips the new tenant
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

    /**
     * Returns a map from each old id to the new id. In addition to the given ids, the map contains each user id that
     * the realm's JSON mentions, for example in a policy.
     */
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

    /**
     * Moves the members of each organization to the new organization's group. An organization's members are the users
     * in a hidden group, and an import can't set that group's id.
     */
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
            unit.change(handle -> new References(handle).replaceGroup(groupId, newGroupId));
        });
        unit.reload();
    }
}
