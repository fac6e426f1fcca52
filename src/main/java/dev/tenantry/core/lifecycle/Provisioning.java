package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.SchemaMark;
import dev.tenantry.core.tenant.StoreCalls;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantListener;
import dev.tenantry.core.tenant.TenantRegistry;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.tenant.TenantTransaction;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A tenant that is being provisioned. The schema, its migrations and the first user are written in one transaction.
 * {@link #prepare} commits the transaction while the tenant is still {@link TenantState#PROVISIONING} in the registry.
 * Values for the registry are written only after the transaction has returned its connection, because a thread that
 * holds a connection must not wait for a second connection. One thread.
 */
public final class Provisioning implements Participant {

    private static final Logger LOG = Logger.getLogger(Provisioning.class);

    private final TenantLifecycle lifecycle;
    private final TenantRegistry registry;
    private final Tenant tenant;
    private final Transaction transaction;
    private String componentIdOrNull;
    private String firstUserIdOrNull;

    private Provisioning(
            TenantLifecycle lifecycle, TenantRegistry registry, Tenant tenant, Transaction transaction) {
        this.lifecycle = lifecycle;
        this.registry = registry;
        this.tenant = tenant;
        this.transaction = transaction;
    }

    static Provisioning begin(TenantLifecycle lifecycle, TenantRegistry registry, Tenant tenant) {
        return begin(lifecycle, registry, tenant, handle -> lifecycle.migrateNew(handle, tenant));
    }

    /** @param content creates the tables of this server's version in the new schema, and writes their rows */
    static Provisioning begin(
            TenantLifecycle lifecycle, TenantRegistry registry, Tenant tenant, Consumer<Handle> content) {
        try {
            return new Provisioning(lifecycle, registry, tenant, create(lifecycle, tenant, content));
        } catch (RuntimeException failure) {
            forget(registry, tenant);
            throw failure;
        }
    }

    private static Transaction create(TenantLifecycle lifecycle, Tenant tenant, Consumer<Handle> content) {
        Transaction transaction;
        try {
            transaction = lifecycle.creation(tenant).begin(tenant, SchemaMark.open(tenant.realmId()));
        } catch (DuplicateException taken) {
            throw TenantException.schemaExists(tenant.schema());
        }
        try {
            content.accept(transaction.handle());
            return transaction;
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
    }

    /** The tenant as it is registered. The tenant is not in service yet. */
    public Tenant tenant() {
        return tenant;
    }

    /**
     * The transaction in which to write the first user. Metrics do not count its statements as calls to a tenant's
     * tables.
     */
    public TenantTransaction transaction() {
        return new TenantTransaction(transaction, new StoreCalls(TenantListener.NONE), () -> {
            throw new IllegalStateException("The transaction of a provisioning has no fence");
        });
    }

    /** @param id Keycloak's id of the realm's component, to be stored in the registry */
    public void component(String id) {
        componentIdOrNull = id;
    }

    /** @param id Keycloak's id of the first user, to be stored in the registry */
    public void firstUser(String id) {
        firstUserIdOrNull = id;
    }

    @Override
    public void prepare() {
        transaction.commit();
        registry.setKeycloakIds(tenant.realmId(), componentIdOrNull, firstUserIdOrNull);
    }

    @Override
    public void afterCommit() {
        try {
            registry.enterService(tenant.realmId());
            LOG.infof("Tenant %s was provisioned, in schema %s", tenant.name(), tenant.schema());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s was provisioned; the reconciler will put it into service", tenant.name());
        }
    }

    @Override
    public void afterRollback() {
        if (transaction.isOpen()) {
            transaction.rollback();
            forget(registry, tenant);
            return;
        }
        try {
            lifecycle.remove(tenant);
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s was not provisioned; the reconciler will remove its schema", tenant.name());
        }
    }

    private static void forget(TenantRegistry registry, Tenant tenant) {
        try {
            registry.delete(tenant.realmId());
        } catch (DatabaseException failure) {
            LOG.warnf(failure, "Tenant %s was not provisioned; the reconciler will delete its row", tenant.name());
        }
    }
}
