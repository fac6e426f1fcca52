package dev.tenantry.core.tenant;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.LikePattern;
import dev.tenantry.core.db.RowMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads and changes the table that maps tenants to schemas. A method without a {@link Handle} parameter runs
 * transactions of its own. Thread-safe.
 */
public final class TenantRegistry {

    /** The page size of the methods that read all tenants page by page. */
    private static final int PAGE = 500;
    private static final String COLUMNS =
            "realm_id, name, display_name, database_name, schema_name, role_name, state, schema_version, created_at, "
                    + "purge_after, (select prefix from id_prefix where id_prefix.realm_id = tenant.realm_id) as id_prefix";

    private static final String MATCHING =
            "where (name like lower(?) or lower(display_name) like lower(?)) and state = coalesce(?, state) ";

    private static final String PREFIX = """
            insert into id_prefix (realm_id, prefix) values (?, coalesce(?, left(gen_random_uuid()::text, 13)))
            on conflict (realm_id) do nothing""";

    private static final String DELETE = "delete from tenant where realm_id = ?";
    private static final Set<String> OF_SCHEMA = Set.of("tenant_schema_name_key", "tenant_role_name_key");

    private static final RowMapper<Tenant> TENANT = row -> new Tenant(
            row.getString("realm_id"),
            new TenantName(row.getString("name")),
            row.getString("display_name"),
            row.getString("database_name"),
            SchemaName.stored(row.getString("schema_name")),
            row.getString("role_name") == null ? null : RoleName.stored(row.getString("role_name")),
            row.getString("id_prefix") == null ? null : new IdPrefix(row.getString("id_prefix")),
            TenantState.valueOf(row.getString("state")),
            row.getInt("schema_version"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("purge_after") == null ? null : row.getTimestamp("purge_after").toInstant());

    private final Database database;

    public TenantRegistry(Database database) {
        this.database = database;
    }

    /**
     * Deletes the row of another realm, and inserts a tenant as {@link TenantState#PROVISIONING}, in one transaction.
     * Deletes only the row of an archived tenant in the same database: a purge may be dropping the schema of the row.
     *
     * @throws TenantException as {@link #insert(NewTenant, String, OwnedSchema, int, TenantState, JobClaim)} does; the
     *     other row then remains
     */
    public Tenant insertInPlaceOf(
            String realmId, NewTenant tenant, String databaseName, OwnedSchema owned, int version) {
        return insert(tenant, databaseName, owned, version, TenantState.PROVISIONING,
                handle -> handle.update(
                        DELETE + " and state = 'ARCHIVED' and database_name = ?", realmId, databaseName));
    }

    /**
     * Inserts a tenant in the given state. If two requests want the same name at once, the unique indexes let only one
     * request succeed. The realm gets a prefix for its users' ids, unless the realm has a prefix already.
     *
     * @param claim the claim of the job that inserts the tenant; {@link JobClaim#NONE} outside a job
     * @throws TenantException (already exists) if another tenant has the name or the schema, or if the name is reserved
     *     for another realm; (link used) if the sign-up link was used or has expired; (id taken) if another realm has
     *     the requested prefix, or has ids with this prefix
     */
    public Tenant insert(
            NewTenant tenant, String databaseName, OwnedSchema owned, int version, TenantState state, JobClaim claim) {
        return insert(tenant, databaseName, owned, version, state, claim::require);
    }

    /** @param before work in the same transaction, before the insert */
    private Tenant insert(
            NewTenant tenant, String databaseName, OwnedSchema owned, int version, TenantState state,
            Consumer<Handle> before) {
        String sql = """
                insert into tenant
                  (realm_id, name, display_name, database_name, schema_name, role_name, state, schema_version,
                   request_key, request_digest, signed_up)
                select ?, ?, ?, ?, ?, ?, ?, cast(? as integer), ?, ?, cast(? as boolean)
                where not exists (
                  select from id_prefix join plain_id on id >= prefix || '-' and id < prefix || '.'
                  where id_prefix.realm_id = ? and plain_id.realm_id <> id_prefix.realm_id)
                returning %s""".formatted(COLUMNS);
        RequestKey request = tenant.requestKey();
        try {
            return inTransaction(handle -> {
                before.accept(handle);
                handle.defer(PREFIX, tenant.realmId(), tenant.idPrefixOrNull() == null
                        ? null
                        : tenant.idPrefixOrNull().value());
                Tenant inserted = handle.first(
                                sql,
                                TENANT,
                                tenant.realmId(),
                                tenant.name().value(),
                                tenant.displayName(),
                                databaseName,
                                owned.schema().value(),
                                owned.roleName().orElse(null),
                                state.name(),
                                version,
                                request == null ? null : request.key(),
                                request == null ? null : request.request(),
                                tenant.signedUpOrNull() != null,
                                tenant.realmId())
                        .orElseThrow(() -> TenantException.idPrefixTaken(tenant.name()));
                FormerNames.requireFree(handle, tenant.realmId(), tenant.name());
                claimLink(handle, tenant);
                return inserted;
            });
        } catch (DuplicateException taken) {
            if (taken.constraint().equals("id_prefix_prefix_key")) {
                throw TenantException.idPrefixTaken(tenant.name());
            }
            throw OF_SCHEMA.contains(taken.constraint())
                    ? TenantException.schemaExists(owned.schema())
                    : TenantException.alreadyExists(tenant.name());
        }
    }

    /**
     * Connects the sign-up link with the tenant. A link creates only one tenant: if two requests use the link at once,
     * the lock on the link's row lets only one request succeed. If the provisioning fails, the tenant's row is deleted,
     * and the foreign key (on delete set null) makes the link valid again.
     */
    private static void claimLink(Handle handle, NewTenant tenant) {
        boolean isByLink = tenant.signedUpOrNull() != null && tenant.signedUpOrNull().linkDigestOrNull() != null;
        if (isByLink && 1 != handle.update("""
                update sign_up set realm_id = ?
                where token_digest = ? and realm_id is null and expires_at > now()""",
                tenant.realmId(), tenant.signedUpOrNull().linkDigestOrNull())) {
            throw TenantException.linkUsed(tenant.name());
        }
    }

    public Optional<Tenant> find(String realmId) {
        return first("where realm_id = ?", realmId);
    }

    public Optional<Tenant> findByName(String name) {
        return first("where name = ?", name);
    }

    /** Finds the tenant whose schema has this name, in any database and in any state. */
    public Optional<Tenant> findBySchema(SchemaName schema) {
        return first("where schema_name = ?", schema.value());
    }

    /**
     * Returns the stored result of an earlier request to provision a tenant.
     *
     * @param key the request's {@link RequestKey#key}
     * @return empty if no tenant in the registry comes from a request with this key
     */
    public Optional<FirstAnswer> findByRequestKey(String key) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first(
                "select " + COLUMNS + ", request_digest, first_user_id from tenant where request_key = ?",
                row -> new FirstAnswer(
                        TENANT.map(row), row.getString("request_digest"), row.getString("first_user_id")),
                key));
    }

    /** Stores Keycloak's ids of a new tenant's component and first user; null leaves an id unchanged. */
    public void setKeycloakIds(String realmId, String componentIdOrNull, String firstUserIdOrNull) {
        update("""
                update tenant set component_id = coalesce(?, component_id), first_user_id = coalesce(?, first_user_id)
                where realm_id = ?""", componentIdOrNull, firstUserIdOrNull, realmId);
    }

    /** Stores the id of Tenantry's new component in a tenant's realm. */
    public void setComponent(String realmId, String componentId) {
        update("update tenant set component_id = ? where realm_id = ?", componentId, realmId);
    }

    /**
     * The id of the component that Tenantry created last in the tenant's realm. Keycloak builds a user's id from this
     * component id, unless the user has a plain id (see {@link PlainIds}).
     */
    public Optional<String> componentId(String realmId) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.query(
                        "select component_id from tenant where realm_id = ?", row -> row.getString(1), realmId)
                .stream()
                .filter(Objects::nonNull)
                .findFirst());
    }

    /**
     * Stores the not-before date that a tenant's realm has just before the tenant goes out of service, so that the date
     * can be restored later.
     *
     * @param notBefore seconds since the epoch
     */
    public void setNotBefore(String realmId, int notBefore) {
        update("update tenant set not_before = ? where realm_id = ?", notBefore, realmId);
    }

    /**
     * The not-before date that the realm had before the tenant last went out of service; empty if the tenant never went
     * out of service.
     */
    public Optional<Integer> notBefore(String realmId) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first(
                "select not_before from tenant where realm_id = ? and not_before is not null",
                row -> row.getInt(1), realmId));
    }

    /**
     * True if the tenant does not exist, or has not changed for the given time by the database's clock. To find out
     * whether the Keycloak transaction that made the last change has ended, pass a time that no Keycloak transaction
     * exceeds.
     */
    public boolean isUnchangedFor(String realmId, Duration time) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first(
                "select 1 from tenant where realm_id = ? and changed_at > now() - ? * interval '1 second'",
                row -> true, realmId, time.toSeconds()))
                .isEmpty();
    }

    /**
     * Tenants whose name or display name contains the search text, in order of name; "" finds all tenants.
     *
     * @param state null for all states
     */
    public List<Tenant> list(String search, TenantState state, int first, int max) {
        return query(MATCHING + "order by name offset ? limit ?",
                LikePattern.containing(search), LikePattern.containing(search), name(state), first, max);
    }

    /**
     * Tenants in service, page by page: first the tenants that operators created, then the tenants from sign-ups. Each
     * group is in order of age, the oldest first.
     */
    public Stream<List<Tenant>> inServiceOldestFirst() {
        return Stream.iterate(0, first -> first + PAGE)
                .map(first -> query("where state = 'ACTIVE' order by signed_up, created_at, realm_id offset ? limit ?",
                        first, PAGE))
                .takeWhile(page -> !page.isEmpty());
    }

    /**
     * All tenants in the given state, page by page, in order of realm id. Each page is read in a transaction of its
     * own. A later page is read only when the stream reaches the page, and begins after the last realm id of the
     * previous page. Therefore drops and renamings between two pages hide no other tenant.
     *
     * @param state null for all states
     */
    public Stream<List<Tenant>> pages(TenantState state) {
        return Stream.iterate(
                after("", state),
                page -> !page.isEmpty(),
                page -> after(page.get(page.size() - 1).realmId(), state));
    }

    private List<Tenant> after(String realmId, TenantState state) {
        return query("where realm_id > ? and state = coalesce(?, state) order by realm_id limit ?",
                realmId, name(state), PAGE);
    }

    /** Returns the tenants of the given realms that record events in their schemas. */
    public List<Tenant> recordingEvents(Collection<String> realmIds) {
        return query("where realm_id = any (?) and state in ('ACTIVE', 'SUSPENDED') order by name",
                (Object) realmIds.toArray(String[]::new));
    }

    public int count(String search, TenantState state) {
        return database.read(
                SchemaName.REGISTRY.scope(),
                handle -> handle.count("select count(*) from tenant " + MATCHING,
                        LikePattern.containing(search), LikePattern.containing(search), name(state)));
    }

    /** The number of tenants in all states, by the name of their database. Databases without tenants are left out. */
    public Map<String, Integer> countByDatabase() {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.query(
                        "select database_name, count(*) as tenants from tenant group by database_name",
                        row -> Map.entry(row.getString("database_name"), row.getInt("tenants")))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String name(TenantState state) {
        return state == null ? null : state.name();
    }

    /**
     * The name of the schema that the realm's dropped tenant had. If the realm gets a tenant again, the new schema gets
     * the same name, since other servers may still have the old tenant in their caches.
     */
    public Optional<SchemaName> formerSchema(String realmId) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.first(
                "select schema_name from deletion_record where realm_id = ?",
                row -> SchemaName.stored(row.getString(1)), realmId));
    }

    /** Tenants with an unfinished provisioning or drop. */
    public List<Tenant> unfinished() {
        return query("where state in ('PROVISIONING', 'DROPPING') order by created_at");
    }

    /**
     * Finds out which of the given tenants have changed in the registry. A tenant has changed if its name, database,
     * role or state is different, if it was deleted, or if it was deleted and created again.
     *
     * @return a map from each given tenant that has changed to the current tenant; the value is empty if the tenant was
     *     deleted
     */
    public Map<Tenant, Optional<Tenant>> changed(Collection<Tenant> given) {
        Map<String, Tenant> byId = given.stream().collect(toMap(Tenant::realmId, identity()));
        List<Tenant> all = List.copyOf(byId.values());
        Map<Tenant, Optional<Tenant>> changed = new HashMap<>();
        database.read(SchemaName.REGISTRY.scope(), handle -> handle.query("""
                select given.id as given_id, tenant.*,
                  (select prefix from id_prefix where id_prefix.realm_id = tenant.realm_id) as id_prefix
                from unnest(?, ?, ?, ?, ?, cast(? as timestamptz[]))
                  as given (id, name, database_name, role_name, state, created_at)
                left join tenant on tenant.realm_id = given.id
                where (tenant.name, tenant.database_name, tenant.role_name, tenant.state, tenant.created_at)
                  is distinct from
                    (given.name, given.database_name, given.role_name, given.state, given.created_at)""",
                row -> changed.put(
                        byId.get(row.getString("given_id")),
                        row.getString("realm_id") == null ? Optional.empty() : Optional.of(TENANT.map(row))),
                texts(all, Tenant::realmId),
                texts(all, tenant -> tenant.name().value()),
                texts(all, Tenant::database),
                texts(all, tenant -> tenant.owned().roleName().orElse(null)),
                texts(all, tenant -> tenant.state().name()),
                texts(all, tenant -> tenant.createdAt().toString())));
        return changed;
    }

    private static String[] texts(List<Tenant> tenants, Function<Tenant, String> text) {
        return tenants.stream().map(text).toArray(String[]::new);
    }

    /**
     * Archived tenants whose purge date has passed, at most {@code max}.
     *
     * @return the tenants in order of their purge date
     */
    public List<Tenant> toBePurged(int max) {
        return query("where state = 'ARCHIVED' and purge_after < now() order by purge_after limit ?", max);
    }

    /**
     * Changes a tenant's state in the caller's transaction. The scope of the transaction must be the registry's schema.
     *
     * @return false if the tenant is not in state {@code from}, or does not exist
     */
    public static boolean changeState(Handle handle, String realmId, TenantState from, TenantState to) {
        return changeBack(handle, realmId, from, to, null);
    }

    /**
     * Archives a tenant. The purge date is computed from the database's clock, as in {@link #toBePurged}, because the
     * servers' clocks may differ.
     *
     * @param retention the time from now until the tenant may be purged, in whole seconds
     * @return false if the tenant is not in state {@code from}, or does not exist
     */
    public static boolean archive(Handle handle, String realmId, TenantState from, Duration retention) {
        return 1 == handle.update("""
                update tenant set state = 'ARCHIVED', purge_after = now() + ? * interval '1 second', changed_at = now()
                where realm_id = ? and state = ?""", retention.toSeconds(), realmId, from.name());
    }

    /**
     * Undoes a change of state.
     *
     * @param purgeAfter the former purge date, if the tenant returns to the archive; null for other states
     * @return false if the tenant is not in state {@code from}, or does not exist
     */
    public static boolean changeBack(Handle handle, String realmId, TenantState from, TenantState to, Instant purgeAfter) {
        return 1 == handle.update("""
                update tenant set state = ?, purge_after = ?, changed_at = now() where realm_id = ? and state = ?""",
                to.name(), purgeAfter == null ? null : Timestamp.from(purgeAfter), realmId, from.name());
    }

    /** Locks the tenant's row until the caller's transaction ends, and returns the tenant. */
    static Optional<Tenant> lock(Handle handle, String realmId) {
        return handle.first("select " + COLUMNS + " from tenant where realm_id = ? for update", TENANT, realmId);
    }

    /** Runs the work in one transaction in the registry's schema. */
    public <T> T inTransaction(Function<Handle, T> work) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), work);
    }

    /**
     * Marks a tenant as being dropped, and reserves the tenant's name for the tenant's realm.
     *
     * @return false if the tenant's state has changed since the caller read it, or if the tenant does not exist
     */
    public boolean markDropping(Tenant tenant) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), handle -> {
            boolean isMarked = 1 == handle.update("""
                    update tenant set state = 'DROPPING', previous_state = state, changed_at = now()
                    where realm_id = ? and state = ?""", tenant.realmId(), tenant.state().name());
            if (isMarked) {
                FormerNames.keep(handle, tenant.realmId(), null);
            }
            return isMarked;
        });
    }

    /**
     * Ends an interrupted provisioning or drop of a tenant whose realm exists. After a provisioning the tenant goes
     * into service. After a drop the tenant returns to its former state. Deletes the sign-up link that created the
     * tenant.
     *
     * @return false if the tenant is not in state {@code unfinished}, or does not exist
     */
    public boolean putBack(String realmId, TenantState unfinished) {
        return 1 == update("""
                with used as (delete from sign_up where realm_id = ?)
                update tenant set state = coalesce(previous_state, 'ACTIVE'), previous_state = null, changed_at = now()
                where realm_id = ? and state = ?""", realmId, realmId, unfinished.name());
    }

    /**
     * Puts a tenant into service at the end of its provisioning, and records the time. Deletes the sign-up link that
     * created the tenant.
     */
    public void enterService(String realmId) {
        update("""
                with used as (delete from sign_up where realm_id = ?)
                update tenant set state = 'ACTIVE', previous_state = null, changed_at = now(), in_service_at = now()
                where realm_id = ? and state = 'PROVISIONING'""", realmId, realmId);
    }

    /**
     * Renames a tenant, and reserves the former name for the tenant's realm.
     *
     * @throws TenantException (already exists) if another tenant has the name, or if the name is reserved for another
     *     realm
     */
    public void rename(String realmId, TenantName name, String displayName) {
        try {
            database.inTransaction(SchemaName.REGISTRY.scope(), handle -> {
                FormerNames.keep(handle, realmId, name);
                rename(handle, realmId, name, displayName);
                FormerNames.requireFree(handle, realmId, name);
                return null;
            });
        } catch (DuplicateException taken) {
            throw TenantException.alreadyExists(name);
        }
    }

    /** Undoes a renaming, unless the tenant was renamed again since then. */
    public void takeBack(Tenant before, TenantName name, String displayName) {
        try {
            update("""
                    update tenant set name = ?, display_name = ?, changed_at = now()
                    where realm_id = ? and name = ? and display_name = ?""",
                    before.name().value(), before.displayName(), before.realmId(), name.value(), displayName);
        } catch (DuplicateException taken) {
            throw TenantException.alreadyExists(before.name());
        }
    }

    private static int rename(Handle handle, String realmId, TenantName name, String displayName) {
        return handle.update("update tenant set name = ?, display_name = ?, changed_at = now() where realm_id = ?",
                name.value(), displayName, realmId);
    }

    /**
     * Gives a tenant a host of its own, or removes the host.
     *
     * @param hostOrNull the host in lower case; null to remove the host
     * @throws TenantException (host taken) if another tenant has the host
     */
    public void setHost(String realmId, String hostOrNull) {
        try {
            update("update tenant set host = ?, changed_at = now() where realm_id = ?", hostOrNull, realmId);
        } catch (DuplicateException taken) {
            throw TenantException.hostTaken(hostOrNull);
        }
    }

    /** The hosts that operators gave to tenants, by the realm's id. Realms without a host are left out. */
    public Map<String, String> hosts(Collection<String> realmIds) {
        return database.read(SchemaName.REGISTRY.scope(), handle -> handle.query(
                        "select realm_id, host from tenant where realm_id = any(?) and host is not null",
                        row -> Map.entry(row.getString("realm_id"), row.getString("host")),
                        (Object) realmIds.toArray(String[]::new)))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Finds the tenant to which an operator gave this host. */
    public Optional<Tenant> findByHost(String host) {
        return first("where host = ?", host);
    }

    /** Stores the name of the PostgreSQL role that is to own the tenant's schema. */
    public void setRole(String realmId, RoleName role) {
        update("update tenant set role_name = ? where realm_id = ?", role.value(), realmId);
    }

    public void setVersion(String realmId, int version) {
        update("update tenant set schema_version = ? where realm_id = ?", version, realmId);
    }

    /**
     * Runs work under the claim of a job: no other attempt can take the job over until the work ends. Throws an
     * exception, and does not run the work, if another attempt has already taken the job over.
     *
     * @param work may use a second connection: {@link Database#forRemoval} reserves enough connections
     */
    public void runUnder(JobClaim claim, Runnable work) {
        database.forRemoval().inTransaction(SchemaName.REGISTRY.scope(), handle -> {
            claim.require(handle);
            work.run();
            return null;
        });
    }

    /**
     * Locks a tenant's row, runs the work, and deletes the row. A request that needs the row waits for the deletion,
     * and fails if the wait exceeds the lock timeout of requests. Does nothing if the tenant was deleted, or was
     * deleted and created again. Throws if another attempt has taken over the job that the claim belongs to.
     *
     * @param claim the claim of the job that deletes the tenant; {@link JobClaim#NONE} outside a job
     * @param work the work before the deletion; may use a second connection: {@link Database#forRemoval} reserves
     *     enough connections
     * @throws dev.tenantry.core.db.DatabaseUnavailableException if another transaction holds the row's lock for longer
     *     than the lock timeout of requests
     */
    public void deleteAfter(Tenant tenant, JobClaim claim, Runnable work) {
        database.forRemoval().inTransaction(SchemaName.REGISTRY.scope(), handle -> {
            claim.require(handle);
            boolean isThere = handle.first(
                            "select from tenant where realm_id = ? and created_at = ? for update",
                            row -> true, tenant.realmId(), Timestamp.from(tenant.createdAt()))
                    .isPresent();
            if (isThere) {
                work.run();
                FormerNames.forget(handle, tenant.realmId());
                handle.update(DELETE, tenant.realmId());
            }
            return isThere;
        });
    }

    public void delete(String realmId) {
        update(DELETE, realmId);
    }

    private Optional<Tenant> first(String condition, Object... parameters) {
        return query(condition, parameters).stream().findFirst();
    }

    private List<Tenant> query(String condition, Object... parameters) {
        return database.read(
                SchemaName.REGISTRY.scope(),
                handle -> handle.query("select " + COLUMNS + " from tenant " + condition, TENANT, parameters));
    }

    private int update(String sql, Object... parameters) {
        return database.inTransaction(SchemaName.REGISTRY.scope(), handle -> handle.update(sql, parameters));
    }
}
