package dev.tenantry.tenant;

import dev.tenantry.db.Database;
import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.Handle;
import dev.tenantry.db.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A role for each tenant: it owns the tenant's schema and cannot log in; the pool's own role, which owns none, takes it
 * on for one transaction at a time. So SQL that names another tenant's table is refused by PostgreSQL, whatever the code
 * does. Thread-safe.
 */
public final class SchemaRoles {

    private static final int SEPARATE_INHERITANCE = 160_000; // PostgreSQL 16 grants with or without inheritance

    /** From this version on, the right to create roles is one over the roles that one has created, and no others. */
    public static final int SAFE_FROM = 160_000;

    /** What is owned by itself: columns' sequences go with their table, what an extension brought with that. */
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

    /** What PostgreSQL calls the databases, by our names of them. */
    private final Map<String, String> databaseNames = new ConcurrentHashMap<>();

    private SchemaRoles(TenantDatabases databases, boolean enabled) {
        this.databases = databases;
        this.enabled = enabled;
    }

    /** A role for each tenant that is made from now on. */
    public static SchemaRoles on(TenantDatabases databases) {
        return new SchemaRoles(databases, true);
    }

    /** No role for tenants that are made from now on; those that have one keep it. */
    public static SchemaRoles off(TenantDatabases databases) {
        return new SchemaRoles(databases, false);
    }

    /** As PostgreSQL numbers it: 150004 is 15.4. */
    public static int serverVersion(Database database) {
        return database.read(Scope.NONE, handle -> handle.count("select current_setting('server_version_num')::integer"));
    }

    /** Whether the pool's own role may create others. */
    public static boolean areAllowed(Database database) {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count(
                "select count(*) from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)"));
    }

    /** Whether the pool's own role has the rights of all tenants' without taking on any. */
    public static boolean areInherited(Database database) {
        return 1 == database.<Integer>read(Scope.NONE, handle -> handle.count("""
                select count(*) from pg_roles where rolname = current_user
                  and (rolsuper or rolinherit and current_setting('server_version_num')::integer < ?)""",
                SEPARATE_INHERITANCE));
    }

    boolean isEnabled() {
        return enabled;
    }

    /** The name of the role that a schema in one of the databases is to have, null for none. */
    RoleName roleOf(String database, SchemaName schema) {
        if (!enabled) {
            return null;
        }
        if (!databaseNames.containsKey(database)) { // not by computeIfAbsent: nobody waits for another's outage
            databaseNames.put(database, databases.named(database).read(Scope.NONE, handle ->
                    handle.first("select current_database()", row -> row.getString(1)).orElseThrow()));
        }
        return RoleName.derive(schema, databaseNames.get(database));
    }

    /** Creates the role, unless it is there, and lets the pool's own take it on. In a transaction of the pool's own. */
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
     * Gives a schema and all that is in it to its role, unless it has it. In a transaction of the pool's own, under the
     * schema's lock.
     */
    void own(Handle handle, OwnedSchema owned) {
        RoleName role = owned.roleOrNull();
        create(handle, role);
        if (owned.isOwned(handle)) {
            return;
        }
        // Who is to own a table must be allowed to create one; who gives it away must still see into the schema.
        handle.update("grant create on schema " + owned.schema().quoted() + " to " + role.quoted());
        handle.query(NOT_OWNED, row -> row.getString(1), owned.schema().quoted(), role.value())
                .forEach(alter -> handle.update(alter + role.quoted()));
        handle.update("alter schema " + owned.schema().quoted() + " owner to " + role.quoted());
    }

    /**
     * Drops a tenant's role, if it is there. Can be repeated.
     *
     * @throws DatabaseException where the role owns something still, such as in another database of the server
     */
    void drop(Tenant tenant) {
        databases.of(tenant).inTransaction(Scope.NONE, handle -> {
            AdvisoryLock.of(tenant.schema()).take(handle); // another server may be at the same
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
