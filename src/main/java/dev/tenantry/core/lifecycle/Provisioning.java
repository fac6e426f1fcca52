package dev.tenantry.core.lifecycle;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.RealmDirectory;
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
 * The provisioning of one tenant. One transaction creates the schema, migrates it and inserts the first user. {@link
 * #prepare} commits this transaction while the tenant's state in the registry is still {@link
 * TenantState#PROVISIONING}. The registry is written only after this transaction has returned its connection to the
 * pool: a thread that waits for a second connection while it holds the first could wait forever. Not thread-safe.
 */
public final class Provisioning implements Participant {

    private static final Logger LOG = Logger.getLogger(Provisioning.class);

    private final TenantLifecycle lifecycle;
    private final TenantRegistry registry;
    private final Tenant tenant;
    private final Transaction transaction;
    private RealmDirectory realms = tenant -> RealmDirectory.Outcome.MISSING;
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

    /**
     * @param content creates the tables of this server's newest schema version in the new schema; may also insert rows
     */
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

    /** Returns the tenant as it is in the registry. The tenant is not in service yet. */
    public Tenant tenant() {
        return tenant;
    }

    /**
     * Returns the transaction that creates the schema, so that the caller can insert the first user in this
     * transaction. Metrics do not count its statements as calls to a tenant's tables.
     */
    public TenantTransaction transaction() {
        return new TenantTransaction(transaction, new StoreCalls(TenantListener.NONE), () -> {
            throw new IllegalStateException("The transaction of a provisioning has no fence");
        });
    }

    /**
     * Sets the directory that {@link #afterRollback} asks whether the realm exists. Without a directory, {@link
     * #afterRollback} assumes that the realm does not exist.
     */
    public void realms(RealmDirectory directory) {
        realms = directory;
    }

    /**
     * Sets the component's id, which {@link #prepare} stores in the registry.
     *
     * @param id Keycloak's id of the realm's component
     */
    public void component(String id) {
        componentIdOrNull = id;
    }

    /**
     * Sets the first user's id, which {@link #prepare} stores in the registry.
     *
     * @param id Keycloak's id of the first user
     */
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

    /**
     * Removes the tenant. If the schema is committed and the realm may exist, leaves the tenant to the reconciler
     * instead. The realm can exist although Keycloak reports a rollback: if the connection is cut during the commit,
     * Keycloak does not know whether PostgreSQL has committed.
     */
    @Override
    public void afterRollback() {
        if (transaction.isOpen()) {
            transaction.rollback();
            forget(registry, tenant);
            return;
        }
        try {
            RealmDirectory.Outcome outcome = realms.outcome(tenant);
            if (outcome == RealmDirectory.Outcome.MISSING) {
                lifecycle.remove(tenant);
            } else {
                LOG.warnf("Tenant %s: the provisioning has failed, but the realm may exist (%s); the reconciler will "
                        + "finish or undo the provisioning", tenant.name(), outcome);
            }
        } catch (RuntimeException failure) {
            LOG.warnf(failure, "Tenant %s: the provisioning has failed, and was not undone; the reconciler will finish "
                    + "or undo the provisioning", tenant.name());
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
