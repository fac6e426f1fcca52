package dev.tenantry.keycloak.startup;

import dev.tenantry.core.adoption.Adoptions;
import dev.tenantry.core.audit.TenantStatistics;
import dev.tenantry.core.event.EventListeners;
import dev.tenantry.core.lifecycle.DeletionRecords;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.ProvisioningQueue;
import dev.tenantry.core.lifecycle.SchemaBindings;
import dev.tenantry.core.lifecycle.TenantCache;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.maintenance.PeriodicTasks;
import dev.tenantry.core.migration.MigrationJobs;
import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.KnownRealm;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.config.TenantSettings;
import dev.tenantry.keycloak.realm.KeycloakRealms;
import dev.tenantry.keycloak.session.Enlistment;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.UnitOfWork;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.CachedRealmModel;

final class DefaultTenantsProvider implements TenantsProvider {

    private final KeycloakSession session;
    private final TenantServices services;

    private final Map<String, UnitOfWork> units = new HashMap<>();
    private final Map<String, Supplier<Provisioning>> deferredProvisionings = new HashMap<>();
    private final Map<String, Provisioning> provisionings = new HashMap<>();
    private final Map<String, String> componentIds = new HashMap<>();
    private final Set<String> removing = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();

    DefaultTenantsProvider(KeycloakSession session, TenantServices services) {
        this.session = session;
        this.services = services;
    }

    @Override
    public TenantSettings settings() {
        return services.settings();
    }

    @Override
    public TenantRegistry registry() {
        return services.registry();
    }

    @Override
    public RegistryTransactions registryRows() {
        return services.rows();
    }

    @Override
    public PlainIds plainIds() {
        return new PlainIds(services.rows());
    }

    @Override
    public TenantCache tenantCache() {
        return services.tenantCache();
    }

    @Override
    public TenantLifecycle lifecycle() {
        return services.lifecycle();
    }

    @Override
    public DeletionRecords deletionRecords() {
        return services.deletionRecords();
    }

    @Override
    public FormerNames formerNames() {
        return services.formerNames();
    }

    @Override
    public SchemaBindings bindings() {
        return services.bindings();
    }

    @Override
    public MigrationJobs migrationJobs() {
        return services.migrationJobs();
    }

    @Override
    public TenantStatistics statistics() {
        return services.statistics();
    }

    @Override
    public PeriodicTasks periodicTasks() {
        return services.periodicTasks();
    }

    @Override
    public TenantListener listener() {
        return services.listener();
    }

    @Override
    public EventListeners eventListeners() {
        return services.eventListeners();
    }

    @Override
    public TenantTransactions transactions() {
        return services.transactions();
    }

    @Override
    public Adoptions adoptions() {
        return services.adoptions();
    }

    @Override
    public UnitOfWork unit(RealmModel realm) {
        UnitOfWork known = units.get(realm.getId());
        return known != null
                ? known
                : TenantLog.call(realm.getName(), () -> ExceptionTranslation.call(() -> begin(realm)));
    }

    private UnitOfWork begin(RealmModel realm) {
        if (dropped.contains(realm.getId())) {
            // An import is replacing an existing realm. The old schema is dropped only when the session ends, so a new
            // schema can't be provisioned in this session.
            throw new ModelDuplicateException(
                    "The tenant " + realm.getName() + " exists already: drop it before you import its realm again");
        }
        Optional<Tenant> tenant = services.tenantCache()
                .find(new KnownRealm(realm.getId(), realm.getName()), realm.isEnabled(), readAt(realm));
        if (tenant.isEmpty() && deferredProvisionings.containsKey(realm.getId())) {
            return join(deferredProvisionings.get(realm.getId()).get());
        }
        UnitOfWork unit = UnitOfWork.of(
                session, tenant.orElseThrow(() -> TenantException.notFound(realm.getName())), services.transactions());
        units.put(realm.getId(), unit);
        return unit;
    }

    private static long readAt(RealmModel realm) {
        return realm instanceof CachedRealmModel cached ? cached.getCacheTimestamp() : 0;
    }

    @Override
    public boolean isProvisioning(RealmModel realm) {
        return units.containsKey(realm.getId());
    }

    @Override
    public Optional<Provisioning> provisioning(RealmModel realm) {
        return Optional.ofNullable(provisionings.get(realm.getId()));
    }

    @Override
    public ProvisioningQueue provisioningQueue() {
        return services.provisioningQueue();
    }

    @Override
    public void provisionWhenAsked(RealmModel realm, Supplier<Provisioning> provisioning) {
        deferredProvisionings.put(realm.getId(), provisioning);
    }

    @Override
    public UnitOfWork join(Provisioning provisioning) {
        provisioning.realms(new KeycloakRealms(session.getKeycloakSessionFactory()));
        UnitOfWork unit = UnitOfWork.joined(session, provisioning, services.transactions());
        provisionings.put(provisioning.tenant().realmId(), provisioning);
        units.put(provisioning.tenant().realmId(), unit);
        return unit;
    }

    @Override
    public UnitOfWork join(Provisioning provisioning, String componentId) {
        componentIds.put(provisioning.tenant().realmId(), componentId);
        return join(provisioning);
    }

    @Override
    public Optional<String> newComponentId(RealmModel realm) {
        return Optional.ofNullable(componentIds.get(realm.getId()));
    }

    @Override
    public void enlist(TenantName tenant, Participant change) {
        Enlistment.enlist(session, tenant, change);
    }

    @Override
    public void drop(Tenant tenant) {
        services.tenantCache().forget(tenant.realmId());
        units.remove(tenant.realmId());
        dropped.add(tenant.realmId());
        enlist(tenant.name(), services.lifecycle().drop(tenant));
    }

    @Override
    public void removing(RealmModel realm) {
        removing.add(realm.getId());
    }

    @Override
    public boolean isRemoving(RealmModel realm) {
        return removing.contains(realm.getId());
    }

    @Override
    public void close() {
    }
}
