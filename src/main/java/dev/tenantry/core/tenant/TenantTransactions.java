package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.FencedOffException;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The only access to a tenant's tables. Takes a {@link Tenant} of the registry, refuses work that the tenant's state
 * forbids, and binds all statements to that tenant's schema and role for one transaction. If the schema's mark names
 * another realm, the transaction fails with a {@link dev.tenantry.core.db.WrongScopeException}. The state in the
 * caller's {@link Tenant} may be stale: therefore a write commits only if the schema's mark permits the write at the
 * time of the commit. Thread-safe.
 */
public final class TenantTransactions {

    private final TenantDatabases databases;
    private final StoreCalls calls;
    private final SchemaFences fences;

    /** Gives access to tenants that are all in one database. */
    public TenantTransactions(Database database) {
        this(database, TenantListener.NONE);
    }

    /** Gives access to tenants that are all in one database, and reports calls to the listener. */
    public TenantTransactions(Database database, TenantListener listener) {
        this(TenantDatabases.only(database), listener);
    }

    public TenantTransactions(TenantDatabases databases, TenantListener listener) {
        this.databases = databases;
        this.calls = new StoreCalls(listener);
        this.fences = new SchemaFences(databases, new TenantRegistry(databases.main()));
    }

    /** Runs reads. Each read is one round trip, and no connection is held after the work returns. */
    public <T> T read(Tenant tenant, Function<TenantReadHandle, T> work) {
        return calls.of(tenant).time(StoreOperation.READ, () -> databases.of(tenant).read(
                scope(tenant, tenant.state().canBeRead()), handle -> work.apply(new TenantReadHandle(handle))));
    }

    /**
     * Runs reads on one snapshot: all reads see the same state of the schema, even if other transactions commit
     * changes. Used to copy schemas, and therefore also permitted for archived tenants.
     */
    public <T> T snapshot(Tenant tenant, Function<TenantHandle, T> work) {
        return withoutTimeouts(tenant).inSnapshot(
                scope(tenant, tenant.state().canBeCopied()), handle -> work.apply(new TenantHandle(handle)));
    }

    /**
     * Runs the work in a transaction. Commits if the work returns, and rolls back if the work throws.
     *
     * @throws TenantException (wrong state) if the tenant is out of service, or was taken out of service before the
     *     commit
     */
    public <T> T write(Tenant tenant, Function<TenantHandle, T> work) {
        return calls.of(tenant).time(StoreOperation.WRITE, () -> fenced(tenant, () -> databases.of(tenant).inTransaction(
                writable(tenant), handle -> work.apply(new TenantHandle(handle)))));
    }

    /**
     * Runs a write that changes no user, such as the insert of an event, in a transaction. A suspended tenant permits
     * this write too.
     *
     * @throws TenantException (wrong state) if the tenant records no events, or if its state has changed before the
     *     commit
     */
    public <T> T record(Tenant tenant, Function<TenantHandle, T> work) {
        return record(tenant, work, scope -> scope);
    }

    /**
     * Runs a write like {@link #record}, but does not wait until PostgreSQL has written the commit to the disk. If
     * PostgreSQL crashes within the next fraction of a second, the write is lost. Keycloak commits its own events in
     * this way (AsyncCommitIntegrator, 26.7).
     */
    public <T> T recordWithoutWait(Tenant tenant, Function<TenantHandle, T> work) {
        return record(tenant, work, scope -> scope.with("synchronous_commit", "off"));
    }

    private <T> T record(Tenant tenant, Function<TenantHandle, T> work, UnaryOperator<Scope> settings) {
        requireState(tenant, tenant.state().recordsEvents());
        return calls.of(tenant).time(StoreOperation.WRITE, () -> fenced(tenant, () -> databases.of(tenant).inTransaction(
                settings.apply(tenant.recordingScope()), handle -> work.apply(new TenantHandle(handle)))));
    }

    /**
     * Runs the work in one transaction in the schema of a tenant that is being adopted. Only code of the adoption may
     * call this method.
     *
     * @param attempt the attempt that the schema's mark must name; the transaction of an earlier attempt can't commit
     */
    public <T> T adopt(Tenant tenant, long attempt, Function<TenantHandle, T> work) {
        requireState(tenant, tenant.state() == TenantState.ADOPTING);
        Scope scope = tenant.adoptingScope(attempt);
        return calls.of(tenant).time(StoreOperation.WRITE, () -> fenced(tenant, () ->
                withoutTimeouts(tenant).inTransaction(scope, handle -> {
                    AdvisoryLock.of(tenant.schema()).take(handle);
                    return work.apply(new TenantHandle(handle));
                })));
    }

    private <T> T fenced(Tenant tenant, Supplier<T> work) {
        try {
            return work.get();
        } catch (FencedOffException closed) {
            throw (TenantException) fences.refusal(tenant).initCause(closed);
        }
    }

    /**
     * Begins a transaction at once, on a connection of the pool. The caller must commit the transaction or roll it
     * back.
     */
    public TenantTransaction begin(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, databases.of(tenant).begin(writable(tenant))));
    }

    /**
     * Returns a transaction that takes a connection of the pool only when its first statement is sent. The caller must
     * commit the transaction or roll it back.
     */
    public TenantTransaction beginLater(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, databases.of(tenant).later(writable(tenant))));
    }

    /**
     * Begins a transaction for long work, without time limits. The caller must commit the transaction or roll it back.
     */
    public TenantTransaction beginLong(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, withoutTimeouts(tenant).begin(writable(tenant))));
    }

    /** The latest failed calls to the tenant's tables on this server, at most five, the newest first. */
    public List<FailedCall> failures(Tenant tenant) {
        return calls.failures().of(tenant.realmId());
    }

    private TenantTransaction transaction(Tenant tenant, Transaction transaction) {
        return new TenantTransaction(transaction, calls.of(tenant), () -> fences.refusal(tenant));
    }

    /** @see Database#lockTimeout */
    public Duration lockTimeout(Tenant tenant) {
        return databases.of(tenant).lockTimeout();
    }

    private Database withoutTimeouts(Tenant tenant) {
        return databases.of(tenant).withoutTimeouts();
    }

    private static Scope writable(Tenant tenant) {
        requireState(tenant, tenant.state().canBeWritten());
        return tenant.writingScope();
    }

    private static Scope scope(Tenant tenant, boolean allowed) {
        requireState(tenant, allowed);
        return tenant.scope();
    }

    private static void requireState(Tenant tenant, boolean allowed) {
        if (!allowed) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
    }
}
