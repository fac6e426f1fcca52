package dev.tenantry.keycloak.session;

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
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.keycloak.config.TenantSettings;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** A Keycloak session's access to tenants. Not thread-safe. */
public interface TenantsProvider extends Provider {

    TenantSettings settings();

    TenantRegistry registry();

    /** Transactions on the registry's tables, for packages that store their state in the registry. */
    RegistryTransactions registryRows();

    /** The reserved plain user ids, and the realm for which each id is reserved. */
    PlainIds plainIds();

    TenantCache tenantCache();

    TenantLifecycle lifecycle();

    DeletionRecords deletionRecords();

    /**
     * The former names of tenants, from before a rename or a drop. A former name is reserved: no other realm may get
     * the name.
     */
    FormerNames formerNames();

    Adoptions adoptions();

    SchemaBindings bindings();

    MigrationJobs migrationJobs();

    TenantStatistics statistics();

    /** The tasks that this server runs periodically until the server stops. */
    PeriodicTasks periodicTasks();

    /** The listener that counts operations on tenants. */
    TenantListener listener();

    /** The listeners that are told of each tenant's events after the events are committed. */
    EventListeners eventListeners();

    /**
     * Transactions in tenants' schemas. These transactions do not belong to this session's unit of work. Use them for
     * work on a whole tenant, such as an export.
     */
    TenantTransactions transactions();

    /**
     * Returns this session's unit of work for the users of a realm's tenant.
     *
     * @throws dev.tenantry.core.tenant.TenantException (not found) if the realm is not a tenant's
     * @throws org.keycloak.models.ModelDuplicateException if the session has begun to drop the realm's tenant
     */
    UnitOfWork unit(RealmModel realm);

    /**
     * Returns the unit of work for a tenant that this session provisions. The unit writes users in the transaction that
     * creates the schema. That transaction ends together with this session's transaction.
     */
    UnitOfWork join(Provisioning provisioning);

    /**
     * Joins the provisioning as {@link #join(Provisioning)} does. Also sets the id for the component of the tenant's
     * realm.
     *
     * @param componentId the id that the component must get
     */
    UnitOfWork join(Provisioning provisioning, String componentId);

    /** Returns the component id that {@link #join(Provisioning, String)} has set for this realm, if any. */
    Optional<String> newComponentId(RealmModel realm);

    /** True while this session provisions the realm's tenant. */
    boolean isProvisioning(RealmModel realm);

    /** Returns the provisioning of the realm's tenant, if this session provisions that tenant. */
    Optional<Provisioning> provisioning(RealmModel realm);

    /** The queue that limits how many tenants this server provisions at a time. */
    ProvisioningQueue provisioningQueue();

    /**
     * Registers a provisioning for a realm that this session creates. The provisioning begins when this session asks
     * for the realm's unit of work for the first time. If the registry has a tenant for the realm by then, nothing is
     * provisioned. Otherwise this session joins the provisioning, as with {@link #join(Provisioning)}.
     */
    void provisionWhenAsked(RealmModel realm, Supplier<Provisioning> provisioning);

    /** Lets a change to a tenant commit or roll back with this session's transaction. */
    void enlist(TenantName tenant, Participant change);

    /**
     * Begins to drop a tenant whose realm this session removes. The drop commits or rolls back with this session's
     * transaction.
     */
    void drop(Tenant tenant);

    /**
     * Tells this session that the realm's whole schema is about to be dropped. When Keycloak then reports the removal
     * of the realm's objects, Tenantry does not delete their rows in the schema.
     */
    void removing(RealmModel realm);

    boolean isRemoving(RealmModel realm);
}
