package dev.tenantry.keycloak.session;

import dev.tenantry.core.adoption.Adoptions;
import dev.tenantry.core.audit.DriftCheck;
import dev.tenantry.core.audit.TenantStatistics;
import dev.tenantry.core.lifecycle.DeletionRecords;
import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.lifecycle.ProvisioningQueue;
import dev.tenantry.core.lifecycle.SchemaBindings;
import dev.tenantry.core.lifecycle.TenantCache;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.maintenance.Maintenance;
import dev.tenantry.core.maintenance.PeriodicTasks;
import dev.tenantry.core.migration.MigrationJobs;
import dev.tenantry.core.tenant.FormerNames;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.config.TenantSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** A Keycloak session's access to tenants. One session, one thread. */
public interface TenantsProvider extends Provider {

    TenantSettings settings();

    TenantRegistry registry();

    /** The registry's tables, for packages that keep their state there. */
    RegistryTransactions registryRows();

    /** The owners of plain user ids, by realm. */
    PlainIds plainIds();

    /** The tenants that this server has cached. */
    TenantCache tenantCache();

    TenantLifecycle lifecycle();

    DriftCheck drift();

    DeletionRecords deletionRecords();

    /** Names that are kept for their former realms. */
    FormerNames formerNames();

    Adoptions adoptions();

    SchemaBindings bindings();

    MigrationJobs migrationJobs();

    TenantStatistics statistics();

    /** Maintenance tasks, which one server runs at a time. */
    Maintenance maintenance(List<Runnable> tasks);

    /** Tasks that each server runs for itself until it ends. */
    PeriodicTasks periodicTasks();

    /** Counts operations on tenants. */
    TenantListener listener();

    /** Transactions apart from this session's unit of work, for work that reads a whole tenant. */
    TenantTransactions transactions();

    /**
     * Returns this session's unit of work for the users of a realm's tenant.
     *
     * @throws dev.tenantry.core.tenant.TenantException (not found) if the realm is not a tenant's
     * @throws org.keycloak.models.ModelDuplicateException if the session has begun to drop the realm's tenant
     */
    UnitOfWork unit(RealmModel realm);

    /**
     * Returns the unit of work for a tenant that this session provisions. Users are written in the transaction that
     * creates the schema, which ends together with this session's.
     */
    UnitOfWork join(Provisioning provisioning);

    /** Like {@link #join(Provisioning)}, for a realm whose component gets the given id. */
    UnitOfWork join(Provisioning provisioning, String componentId);

    /** Returns the id that the component of a realm that is being provisioned must get; null for any. */
    String newComponentId(RealmModel realm);

    /** True while this session provisions the realm's tenant. */
    boolean isProvisioning(RealmModel realm);

    /** Returns this session's provisioning of the realm's tenant, if there is one. */
    Optional<Provisioning> provisioning(RealmModel realm);

    /** The queue that limits how many tenants this server provisions at a time. */
    ProvisioningQueue provisioningQueue();

    /**
     * Provisions the tenant of a realm that this session creates, as {@link #join(Provisioning)} does, when the session
     * first asks for the tenant and the registry has none.
     */
    void provisionWhenAsked(RealmModel realm, Supplier<Provisioning> provisioning);

    /** Lets a change of a tenant commit or roll back with this session's transaction. */
    void enlist(TenantName tenant, Participant change);

    /**
     * Begins to drop a tenant whose realm this session removes. The drop commits or rolls back with this session's
     * transaction.
     */
    void drop(Tenant tenant);

    /**
     * Tells this session that the realm's whole schema is about to be dropped, so that cleanups there are unnecessary.
     */
    void removing(RealmModel realm);

    boolean isRemoving(RealmModel realm);
}
