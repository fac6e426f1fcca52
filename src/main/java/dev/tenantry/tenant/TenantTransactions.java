package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.FencedOffException;
import dev.tenantry.db.Scope;
import dev.tenantry.db.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The door: the only class that hands out access to a tenant's tables. It takes a {@link Tenant} of the registry,
 * refuses what the tenant's state does not allow, and binds all that runs to that tenant's schema and role for the
 * length of one transaction. A schema that says it is another's ends it with a
 * {@link dev.tenantry.db.WrongScopeException}. The state that the caller knows may be out of date: a write commits only
 * if the schema itself is open for writes at that moment. Thread-safe.
 */
public final class TenantTransactions {

    private final TenantDatabases databases;
    private final StoreCalls calls;
    private final SchemaFences fences;

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
        this.fences = new SchemaFences(databases, new TenantRegistry(databases.main()));
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
        return withoutTimeouts(tenant).inSnapshot(
                scope(tenant, tenant.state().canBeCopied()), handle -> work.apply(new TenantHandle(handle)));
    }

    /**
     * Runs the work in a transaction: committed when it returns, rolled back when it throws.
     *
     * @throws TenantException (wrong state) if the tenant is out of service, also if it was taken out meanwhile
     */
    public <T> T write(Tenant tenant, Function<TenantHandle, T> work) {
        return calls.of(tenant).time(StoreOperation.WRITE, () -> fenced(tenant, () -> databases.of(tenant).inTransaction(
                writable(tenant), handle -> work.apply(new TenantHandle(handle)))));
    }

    /**
     * For the adoption alone: the same in the schema of a tenant that is being adopted, one transaction at a time.
     *
     * @param attempt that the schema must be marked with; an attempt that another has taken over from commits nothing
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

    /** Begins a transaction that the caller ends. */
    public TenantTransaction begin(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, databases.of(tenant).begin(writable(tenant))));
    }

    /** The same, without a connection until its first statement. */
    public TenantTransaction beginLater(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, databases.of(tenant).later(writable(tenant))));
    }

    /** The same as {@link #begin} for work that may take long: no limit cuts it short. */
    public TenantTransaction beginLong(Tenant tenant) {
        return calls.of(tenant).time(StoreOperation.BEGIN, () ->
                transaction(tenant, withoutTimeouts(tenant).begin(writable(tenant))));
    }

    /** The latest failed calls to the tenant's tables on this server, the newest first; a handful at most. */
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
