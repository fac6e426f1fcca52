package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.Scope;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The door: the only class that hands out access to a tenant's tables. It takes a {@link Tenant} of the registry,
 * refuses what the tenant's state does not allow, and binds all that runs to that tenant's schema and role for the
 * length of one transaction. A schema that says it is another's ends it with a
 * {@link dev.tenantry.db.WrongScopeException}. Thread-safe.
 */
public final class TenantTransactions {

    private final TenantDatabases databases;
    private final StoreCalls calls;

    /** With all tenants in one database. */
    public TenantTransactions(Database database) {
        this(database, TenantListener.NONE);
    }

    /** The same. */
    public TenantTransactions(Database database, TenantListener listener) {
        this(TenantDatabases.only(database), listener);
    }

    public TenantTransactions(TenantDatabases databases, TenantListener listener) {
        this.databases = databases;
        this.calls = new StoreCalls(listener);
    }

    /** Runs reads; each is one round trip, and no connection is held once the work returns. */
    public <T> T read(Tenant tenant, Function<TenantHandle, T> work) {
        return calls.of(tenant).time(StoreOperation.READ, () -> databases.of(tenant).read(
                scope(tenant, tenant.state().canBeRead()), handle -> work.apply(new TenantHandle(handle))));
    }

    /**
     * Runs reads that all see the schema as it is at the first of them; for a copy of it, so of an archived tenant too.
     */
    public <T> T snapshot(Tenant tenant, Function<TenantHandle, T> work) {
        return forLongWork(tenant).inSnapshot(
                scope(tenant, tenant.state().canBeCopied()), handle -> work.apply(new TenantHandle(handle)));
    }

    /** Runs the work in a transaction: committed when it returns, rolled back when it throws. */
    public <T> T write(Tenant tenant, Function<TenantHandle, T> work) {
        return calls.of(tenant).time(StoreOperation.WRITE, () -> databases.of(tenant).inTransaction(
                writable(tenant), handle -> work.apply(new TenantHandle(handle))));
    }

    /** For the adoption alone: the same in the schema of a tenant that is being adopted, one transaction at a time. */
    public <T> T adopt(Tenant tenant, Function<TenantHandle, T> work) {
        Scope scope = scope(tenant, tenant.state() == TenantState.ADOPTING);
        return calls.of(tenant).time(StoreOperation.WRITE, () -> forLongWork(tenant).inTransaction(scope, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle);
            return work.apply(new TenantHandle(handle));
        }));
    }

    /** Begins a transaction that the caller ends. */
    public TenantTransaction begin(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                new TenantTransaction(databases.of(tenant).begin(writable(tenant)), calls.of(tenant)));
    }

    /** The same, without a connection until its first statement. */
    public TenantTransaction beginLater(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                new TenantTransaction(databases.of(tenant).later(writable(tenant)), calls.of(tenant)));
    }

    /** The same as {@link #begin} for work that may take long: no limit cuts it short. */
    public TenantTransaction beginLong(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                new TenantTransaction(forLongWork(tenant).begin(writable(tenant)), calls.of(tenant)));
    }

    /** The latest failed calls to the tenant's tables on this server, the newest first; a handful at most. */
    public List<FailedCall> failures(Tenant tenant) {
        return calls.failures().of(tenant.realmId());
    }

    /** @see Database#patience */
    public Duration patience(Tenant tenant) {
        return databases.of(tenant).patience();
    }

    private Database forLongWork(Tenant tenant) {
        return databases.of(tenant).forLongWork();
    }

    private static Scope writable(Tenant tenant) {
        return scope(tenant, tenant.state().canBeWritten());
    }

    private static Scope scope(Tenant tenant, boolean allowed) {
        if (!allowed) {
            throw TenantException.wrongState(tenant.name(), tenant.state());
        }
        return tenant.scope();
    }
}
