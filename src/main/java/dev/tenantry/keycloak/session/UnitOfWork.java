package dev.tenantry.keycloak.session;

import dev.tenantry.core.lifecycle.Provisioning;
import dev.tenantry.core.tenant.Participant;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.core.tenant.TenantTransaction;
import dev.tenantry.core.tenant.TenantTransactions;
import dev.tenantry.core.user.IdentityMap;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.tracing.TracingProvider;

/**
 * The work of one Keycloak session on one tenant. A unit of work has the transaction on the tenant's schema, and one
 * object for each loaded user.
 *
 * <p>A read borrows a connection for one round trip, so that no connection is held while a password is hashed. The
 * first write begins a transaction, which later reads join. This transaction ends with the Keycloak session's
 * transaction. Most writes are queued, and sent with the next read or with the commit. Not thread-safe.
 */
public final class UnitOfWork implements Participant {

    private final KeycloakSession session;
    private final Tenant tenant;
    private final TenantTransactions transactions;

    private final IdentityMap users = new IdentityMap();

    /** The ids of users that this session has removed. */
    private final Set<String> removed = new HashSet<>();

    /**
     * A user name that no user has, as {@link #byEmail} has found out; null if no such name is known. {@link
     * #byUsername} needs no query for this name. Each call of {@link #byUsername} and each write set this field to
     * null.
     */
    private String nobodysName;

    private TenantTransaction transaction;

    /** The writes that {@link #atCommit} has queued and that have not run yet. */
    private final List<Consumer<TenantHandle>> atCommit = new ArrayList<>();

    private final List<Runnable> afterCommit = new ArrayList<>();

    private boolean isEnlisted;

    private UnitOfWork(KeycloakSession session, Tenant tenant, TenantTransactions transactions) {
        this.session = session;
        this.tenant = tenant;
        this.transactions = transactions;
    }

    public static UnitOfWork of(KeycloakSession session, Tenant tenant, TenantTransactions transactions) {
        return new UnitOfWork(session, tenant, transactions);
    }

    public static UnitOfWork joined(KeycloakSession session, Provisioning provisioning, TenantTransactions transactions) {
        UnitOfWork unit = new UnitOfWork(session, provisioning.tenant(), transactions);
        unit.transaction = provisioning.transaction();
        Enlistment.enlist(session, provisioning.tenant().name(), provisioning);
        return unit;
    }

    /** Returns the tenant. The tenant's values may come from this server's cache. */
    public Tenant tenant() {
        return tenant;
    }

    public Optional<StoredUser> byId(String id) {
        if (removed.contains(id)) {
            return Optional.empty();
        }
        StoredUser known = users.find(id);
        return known != null ? Optional.of(known) : read(handle -> UserStore.findById(handle, id)).map(users::keep);
    }

    /**
     * Returns the user with this name, if there is one.
     *
     * @param username the name; upper and lower case are not distinguished
     */
    public Optional<StoredUser> byUsername(String username) {
        String name = username.toLowerCase(Locale.ROOT);
        StoredUser known = users.findByUsername(name);
        boolean isNobodys = name.equals(nobodysName);
        nobodysName = null;
        if (known != null || isNobodys) {
            return Optional.ofNullable(known);
        }
        return read(handle -> UserStore.findByUsername(handle, name)).map(users::keep);
    }

    /**
     * Returns the users with this e-mail address, at most three. Several users can have one address. The query also
     * searches for a user whose user name is the address. Keycloak searches for that user name next if a user is
     * created, or logs in by e-mail.
     *
     * @param email the address; upper and lower case are not distinguished
     */
    public List<StoredUser> byEmail(String email) {
        String address = email.toLowerCase(Locale.ROOT);
        List<StoredUser> found = read(handle -> UserStore.findByEmailOrUsername(handle, address));
        nobodysName = address; // only if the query succeeded
        List<StoredUser> owners = new ArrayList<>();
        for (StoredUser row : found) {
            StoredUser user = users.keep(row);
            if (address.equals(row.username())) {
                nobodysName = null;
            }
            if (address.equals(row.email())) {
                owners.add(user);
            }
        }
        return owners;
    }

    /**
     * Returns the users who are linked to the given account at the identity provider. Returns at most two users, which
     * is enough to detect a duplicate.
     */
    public List<StoredUser> byBrokerLink(String provider, String brokerUserId) {
        return read(handle -> UserStore.findByBrokerLink(handle, provider, brokerUserId)).stream()
                .map(users::keep)
                .toList();
    }

    /** Returns the user who has the verifiable credential with this id. */
    public Optional<StoredUser> byVerifiableCredential(String id) {
        return read(handle -> UserStore.findByVerifiableCredential(handle, id)).map(users::keep);
    }

    /** Returns the user to whom the issued verifiable credential with this id was issued. */
    public Optional<StoredUser> byIssuedCredential(String id) {
        return read(handle -> UserStore.findByIssuedCredential(handle, id)).map(users::keep);
    }

    /**
     * Returns the users that the query finds. For a user that this session has loaded before, returns the loaded object
     * and not the new row.
     */
    public List<StoredUser> list(Function<TenantReadHandle, List<StoredUser>> query) {
        return read(query).stream().map(users::pass).toList();
    }

    public void add(StoredUser user) {
        change(handle -> UserStore.insert(handle, user));
        users.replace(user);
        removed.remove(user.id());
    }

    /**
     * Removes a user with all rows that belong to the user.
     *
     * @return false if there is no such user
     */
    public boolean remove(String id) {
        users.forget(id);
        removed.add(id);
        return write(handle -> UserStore.delete(handle, id));
    }

    /**
     * Discards all users that this session has loaded. Call this method after a change to the rows of many users, since
     * the loaded users may be outdated.
     */
    public void reload() {
        users.clear();
    }

    public <T> T read(Function<TenantReadHandle, T> work) {
        return call("read", () -> {
            if (isWriting()) {
                return transaction.read(work);
            }
            return transactions.read(tenant, work);
        });
    }

    public <T> T write(Function<TenantHandle, T> work) {
        return call("write", () -> {
            nobodysName = null;
            beginWriting();
            return transaction.write(work);
        });
    }

    public void change(Consumer<TenantHandle> work) {
        write(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /**
     * Queues a write that changes no user, such as the insert of an event. The write commits or rolls back with this
     * session's other changes to the tenant. The write never begins a transaction before the commit, since the
     * transaction would hold a connection. This write is also permitted if the tenant is suspended.
     *
     * @param committed called after the commit
     */
    public void atCommit(Consumer<TenantHandle> work, Runnable committed) {
        enlist();
        afterCommit.add(committed);
        if (isWriting()) {
            change(work);
        } else {
            atCommit.add(work);
        }
    }

    /** @see #atCommit(Consumer, Runnable) */
    public void atCommit(Consumer<TenantHandle> work) {
        atCommit(work, () -> {});
    }

    /**
     * Sends the queued writes now. If a write fails, for example because a user name is taken, the caller gets the
     * failure now and not at the commit. Does nothing if this session has not begun to write.
     */
    public void flush() {
        if (isWriting()) {
            change(TenantHandle::flush);
        }
    }

    /**
     * Changes a user in memory, and queues the update of the user's row. The update is sent with the next statement of
     * this session's transaction, or at the commit.
     *
     * @return the result of {@code change}: true if the user changed
     */
    public boolean tryChange(StoredUser user, Predicate<StoredUser> change) {
        boolean hasChanged = ExceptionTranslation.call(() -> change.test(user));
        changed(user);
        return hasChanged;
    }

    /** @see #tryChange */
    public void change(StoredUser user, Consumer<StoredUser> change) {
        tryChange(user, changing -> {
            change.accept(changing);
            return true;
        });
    }

    private void changed(StoredUser user) {
        users.keep(user);
        if (user.isChanged()) {
            change(handle -> UserStore.update(handle, user));
        }
    }

    /** Runs one call: opens a span, adds the tenant's name to log lines, and translates exceptions into Keycloak's. */
    private <T> T call(String operation, Supplier<T> work) {
        TracingProvider tracing = session.getProvider(TracingProvider.class);
        return TenantLog.call(tenant.name().value(), () ->
                tracing.trace(UnitOfWork.class, operation, (Span span) -> ExceptionTranslation.call(work)));
    }

    private void beginWriting() {
        if (!isWriting()) {
            enlist(); // first, because enlisting fails if the session has ended
            transaction = transactions.beginLater(tenant);
        }
    }

    private void enlist() {
        if (!isEnlisted) {
            Enlistment.enlist(session, tenant.name(), this);
            isEnlisted = true;
        }
    }

    private boolean isWriting() {
        return transaction != null && transaction.isOpen();
    }

    @Override
    public void prepare() {
        isEnlisted = false;
        if (!atCommit.isEmpty()) {
            writeQueue();
        }
        if (isWriting()) {
            call("commit", () -> {
                transaction.commit();
                return null;
            });
        }
    }

    /**
     * Runs the writes that {@link #atCommit} has queued. If this session has changed users, the queued writes run in
     * the session's transaction. Otherwise the queued writes run in a transaction of their own.
     */
    private void writeQueue() {
        List<Consumer<TenantHandle>> queue = List.copyOf(atCommit);
        atCommit.clear();
        if (isWriting()) {
            queue.forEach(this::change);
            return;
        }
        call("record", () -> transactions.recordWithoutWait(tenant, handle -> {
            queue.forEach(work -> work.accept(handle));
            return null;
        }));
    }

    @Override
    public void afterCommit() {
        List<Runnable> told = List.copyOf(afterCommit);
        afterCommit.clear();
        told.forEach(Runnable::run);
    }

    @Override
    public void afterRollback() {
        atCommit.clear();
        afterCommit.clear();
        if (transaction != null) {
            transaction.rollback();
        }
    }
}
