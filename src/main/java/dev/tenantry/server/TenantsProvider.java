package dev.tenantry.server;

import dev.tenantry.adoption.Adoptions;
import dev.tenantry.figures.TenantStatistics;
import dev.tenantry.migration.MigrationJobs;
import dev.tenantry.tenant.DeletionRecords;
import dev.tenantry.tenant.DriftCheck;
import dev.tenantry.tenant.FormerNames;
import dev.tenantry.tenant.Participant;
import dev.tenantry.tenant.PlainIds;
import dev.tenantry.tenant.Provisioning;
import dev.tenantry.tenant.ProvisioningQueue;
import dev.tenantry.tenant.RegistryTransactions;
import dev.tenantry.tenant.SchemaBindings;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantCache;
import dev.tenantry.tenant.TenantLifecycle;
import dev.tenantry.tenant.TenantListener;
import dev.tenantry.tenant.TenantName;
import dev.tenantry.tenant.TenantRegistry;
import dev.tenantry.tenant.TenantTransactions;
import dev.tenantry.upkeep.Maintenance;
import dev.tenantry.upkeep.PeriodicTasks;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** What one Keycloak session needs of tenants. One session, one thread. */
public interface TenantsProvider extends Provider {

    TenantSettings settings();

    TenantRegistry registry();

    /** The registry's tables, for what keeps its state there. */
    RegistryTransactions registryRows();

    /** Which realm has which ids of users. */
    PlainIds plainIds();

    /** The tenants that this server has cached. */
    TenantCache tenantCache();

    TenantLifecycle lifecycle();

    DriftCheck drift();

    DeletionRecords deletionRecords();

    /** Names that are kept for the realms that had them. */
    FormerNames formerNames();

    Adoptions adoptions();

    SchemaBindings bindings();

    MigrationJobs migrationJobs();

    TenantStatistics statistics();

    /** Maintenance tasks, which one server runs at a time. */
    Maintenance maintenance(List<Runnable> tasks);

    /** What each server does for itself until it ends. */
    PeriodicTasks periodicTasks();

    /** Counts what is done to tenants. */
    TenantListener listener();

    /** The door, past this session's work: for what reads a tenant as a whole. */
    TenantTransactions transactions();

    /**
     * This session's work on the users of a realm's tenant.
     *
     * @throws dev.tenantry.tenant.TenantException (not found) where the realm is no tenant's
     * @throws org.keycloak.models.ModelDuplicateException where the session has begun to drop the realm's tenant
     */
    UnitOfWork unit(RealmModel realm);

    /**
     * The same for a tenant that is being provisioned: its users are written in the transaction that makes its schema,
     * which ends together with this session's.
     */
    UnitOfWork join(Provisioning provisioning);

    /** The same for one whose realm gets its component under a given id. */
    UnitOfWork join(Provisioning provisioning, String componentId);

    /** The id that the component of a realm whose tenant is being provisioned has to get; null for any. */
    String newComponentId(RealmModel realm);

    /** True while this session provisions the realm's tenant. */
    boolean isProvisioning(RealmModel realm);

    /** The provisioning of the realm's tenant by this session; empty if it does not provision one. */
    Optional<Provisioning> provisioning(RealmModel realm);

    /** How many tenants are provisioned at a time on this server, and who waits. */
    ProvisioningQueue provisioningQueue();

    /**
     * Provisions the tenant of a realm that this session creates, as by {@link #join}, once the session asks for that
     * tenant and the registry has none.
     */
    void provisionWhenAsked(RealmModel realm, Supplier<Provisioning> provisioning);

    /** A change of a tenant's that is to end as this session's transaction ends. */
    void enlist(TenantName tenant, Participant change);

    /** Begins the end of a tenant whose realm this session removes; it ends together with this session's transaction. */
    void drop(Tenant tenant);

    /** From now on this session need not tidy up in the realm's schema, all of which is about to go. */
    void removing(RealmModel realm);

    boolean isRemoving(RealmModel realm);
}
