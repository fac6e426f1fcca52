package dev.tenantry.core.schema;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.tenant.AdvisoryLock;
import dev.tenantry.core.tenant.OwnedSchema;
import dev.tenantry.core.tenant.RoleName;
import dev.tenantry.core.tenant.SchemaName;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantDatabases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each tenant a PostgreSQL role that owns the tenant's schema and can't log in. The pool's own role, with which
 * connections log in, owns no tenant's schema. This role switches to a tenant's role for one transaction at a time.
 * PostgreSQL therefore refuses SQL that names another tenant's table, even if the code is wrong. Thread-safe.
 */
public final class SchemaRoles {

    private static final int SEPARATE_INHERITANCE = 160_000; // since PostgreSQL 16, a grant can exclude inheritance

    /**
     * The first version of PostgreSQL in which CREATEROLE is not a right over all roles: a role with CREATEROLE can
     * grant, alter and drop only those roles that it has created, or that were granted to it with ADMIN OPTION.
     */
    public static final int SAFE_FROM = 160_000;

    /**
     * Selects the objects that the role does not own yet. Each row is an ALTER statement that lacks only the new
     * owner's name at the end. Leaves out sequences that belong to a column and objects that belong to an extension,
     * since their owner can't be changed separately.
     */
    private static final String NOT_OWNED = """
            select 'alter ' || o.type || ' ' || o.identity || ' owner to '
            from pg_depend d
            join pg_identify_object(d.classid, d.objid, 0) o
              on o.type in ('table', 'foreign table', 'view', 'materialized view', 'sequence',
                            'function', 'procedure', 'aggregate', 'type')
            where d.refclassid = 'pg_namespace'::regclass and d.refobjid = ?::regnamespace
              and not exists (
                select from pg_depend e where e.classid = d.classid and e.objid = d.objid and e.deptype in ('a', 'i', 'e')
                  and (e.deptype = 'e' or e.refclassid = 'pg_class'::regclass))
              and not exists (
                select from pg_type t where d.classid = 'pg_type'::regclass and t.oid = d.objid
                  and (t.typrelid <> 0 or t.typelem <> 0))
              and not exists (
                select from pg_shdepend s
                where s.dbid = (select oid from pg_database where datname = current_database())
                  and s.classid = d.classid and s.objid = d.objid and s.deptype = 'o'
                  and s.refobjid = (select oid from pg_roles where rolname = ?))""";

    private final TenantDatabases databases;
    private final boolean enabled;

    /** A map from a database's name in Tenantry's options to the database's name in PostgreSQL. */
    private final Map<String, String> databaseNames = new ConcurrentHashMap<>();

    private SchemaRoles(TenantDatabases databases, boolean enabled) {
        this.databases = databases;
        this.enabled = enabled;
    }

    /** Returns an object that creates a role for each new tenant. */
    public static SchemaRoles on(TenantDatabases databases) {
        return new SchemaRoles(databases, true);
    }

    /** Returns an object that creates no roles for new tenants. Tenants that already have a role keep their role. */
    public static SchemaRoles off(TenantDatabases databases) {
        return new SchemaRoles(databases, false);
    }

    /** Returns PostgreSQL's version number, such as 150004 for version 15.4. */
    public static int serverVersion(Database database) {
        return database.read(Scope.NONE, handle -> handle.count("select current_setting('server_version_num')::integer"));
    }

    /** True if the pool's own role may create roles. */
    public static boolean areAllowed(Database database) {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count(
                "select count(*) from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)"));
    }

    /** True if the pool's own role has the rights of all tenants' roles without switching to these roles. */
    public static boolean areInherited(Database database) {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count("""
                select count(*) from pg_roles where rolname = current_user
                  and (rolsuper or rolinherit and current_setting('server_version_num')::integer < ?)""",
                SEPARATE_INHERITANCE));
    }

    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Returns the name for the PostgreSQL role that shall own the schema. Returns null if new tenants get no roles.
     *
     * @param database the name that the schema's database has in Tenantry's options
     */
    public RoleName roleOf(String database, SchemaName schema) {
        if (!enabled) {
            return null;
        }
        if (!databaseNames.containsKey(database)) { // computeIfAbsent would block other threads in an outage
            databaseNames.put(database, databases.named(database).read(Scope.NONE, handle ->
                    handle.first("select current_database()", row -> row.getString(1)).orElseThrow()));
        }
        return RoleName.derive(schema, databaseNames.get(database));
    }

    /**
     * Creates the role if it does not exist, and permits the pool's own role to switch to this role. Call in a
     * transaction that has not switched to another role.
     */
    void create(Handle handle, RoleName role) {
        if (exists(handle, role)) {
            return;
        }
        handle.update("create role " + role.quoted() + " nologin");
        boolean separate = 1 == handle.count(
                "select (current_setting('server_version_num')::integer >= ?)::integer", SEPARATE_INHERITANCE);
        handle.update("grant " + role.quoted() + " to session_user" + (separate ? " with inherit false, set true" : ""));
    }

    /**
     * Makes the tenant's PostgreSQL role the owner of the tenant's schema, and of all objects in this schema. Call in a
     * transaction that holds the schema's lock and has not switched to another role.
     */
    void own(Handle handle, OwnedSchema owned) {
        RoleName role = owned.roleOrNull();
        create(handle, role);
        if (owned.isOwned(handle)) {
            return;
        }
        // PostgreSQL requires that the new owner of an object may create objects in the schema, so this right is
        // granted first. The old owner must be able to access the schema until all objects have a new owner, so the
        // owner of the schema is changed last.
        handle.update("grant create on schema " + owned.schema().quoted() + " to " + role.quoted());
        handle.query(NOT_OWNED, row -> row.getString(1), owned.schema().quoted(), role.value())
                .forEach(alter -> handle.update(alter + role.quoted()));
        handle.update("alter schema " + owned.schema().quoted() + " owner to " + role.quoted());
    }

    /**
     * Drops a tenant's role if it exists. Idempotent.
     *
     * @throws DatabaseException if the role still owns an object, for example in another database of the server
     */
    public void drop(Tenant tenant) {
        databases.of(tenant).inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle); // another server may be dropping the role
            if (exists(handle, tenant.roleOrNull())) {
                handle.update("drop role " + tenant.roleOrNull().quoted());
            }
            return null;
        });
    }

    private static boolean exists(Handle handle, RoleName role) {
        return 1 == handle.count("select count(*) from pg_roles where rolname = ?", role.value());
    }
}
