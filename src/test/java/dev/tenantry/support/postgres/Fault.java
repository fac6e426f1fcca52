package dev.tenantry.support.postgres;

import java.util.List;

/**
 * A step of a provisioning, a drop or an adoption at which the database injects a fault. The fault is an error, or a
 * wait that the test ends. Triggers inject the fault, so that the code under test does not know of faults. Only one
 * fault is armed at a time.
 */
public enum Fault {
    REGISTRATION(trigger("before insert", "tenantry.tenant")),
    SCHEMA(onDdl("CREATE SCHEMA", "strike_ddl")),
    MIGRATION(onDdl("CREATE TABLE", "strike_ddl")),
    REALM(trigger("before insert", "public.realm")),
    COMPONENT("""
            create trigger fault before insert on public.component
            for each row when (new.provider_id = 'tenantry') execute function fault.strike()"""),
    FIRST_USER(onDdl("CREATE TABLE", "arm_users")),
    COMMIT_OF_SCHEMA(onDdl("CREATE TABLE", "arm_commit")),
    COMMIT_OF_REALM("""
            create constraint trigger fault after insert on public.realm deferrable initially deferred
            for each row execute function fault.strike()"""),
    PUTTING_INTO_SERVICE("""
            create trigger fault before update on tenantry.tenant
            for each row when (new.state = 'ACTIVE') execute function fault.strike()"""),
    COMMIT_OF_REALM_REMOVAL("""
            create constraint trigger fault after delete on public.realm deferrable initially deferred
            for each row execute function fault.strike()"""),
    DROPPING_SCHEMA(onDdl("DROP SCHEMA", "strike_ddl")),

    /** A user has signed in, and the session is not stored yet. */
    SESSION(trigger("before insert", "public.offline_user_session")),

    /** A page of users is in the schema, or back in Keycloak's tables, and the job has not recorded the page yet. */
    COPYING("""
            create trigger fault before update on tenantry.adoption
            for each row when (new.copied > old.copied) execute function fault.strike()"""),

    /** All users are compared, and the realm is not switched to its new user store yet. */
    SWITCHING("""
            create trigger fault before update on public.realm
            for each row when (new.enabled and not old.enabled) execute function fault.strike()"""),

    /** The registry has the tenant of an adoption, and Keycloak's transaction has not attached the component yet. */
    COMMIT_OF_SWITCH("""
            create constraint trigger fault after insert on public.component deferrable initially deferred
            for each row when (new.provider_id = 'tenantry') execute function fault.strike()"""),

    /** A page of users is removed from Keycloak's tables, and the job has not recorded the page yet. */
    REMOVING("""
            create trigger fault before update on tenantry.adoption_page
            for each row when (new.removed) execute function fault.strike()""");

    /** The key of the advisory lock for which a held step waits. */
    private static final int LOCK = 4711;

    private static final List<String> TABLES = List.of(
            "tenantry.tenant", "tenantry.adoption", "tenantry.adoption_page", "public.realm", "public.component",
            "public.offline_user_session");

    private static final String FUNCTIONS = """
            create schema if not exists fault;
            create table if not exists fault.mode (waits boolean);
            grant usage on schema fault to public;
            grant select on fault.mode to public;
            create or replace function fault.hit() returns void language plpgsql as $$
            declare waiting boolean;
            begin
              select waits into waiting from fault.mode;
              if not found then
                return;
              elsif waiting then
                perform pg_advisory_xact_lock_shared(%d);
              else
                raise exception 'injected fault';
              end if;
            end $$;
            create or replace function fault.strike() returns trigger language plpgsql as $$
            begin
              perform fault.hit();
              return coalesce(new, old);
            end $$;
            create or replace function fault.strike_ddl() returns event_trigger language plpgsql as $$
            begin
              perform fault.hit();
            end $$;
            create or replace function fault.arm_users() returns event_trigger language plpgsql as $$
            declare made record;
            begin
              for made in select * from pg_event_trigger_ddl_commands() where object_identity like '%%.users' loop
                execute format('create trigger fault before insert on %%s for each row
                                execute function fault.strike()', made.object_identity);
              end loop;
            end $$;
            create or replace function fault.arm_commit() returns event_trigger language plpgsql as $$
            declare made record;
            begin
              for made in select * from pg_event_trigger_ddl_commands() where object_identity like '%%.users' loop
                execute format('create constraint trigger fault after insert on %%s
                                deferrable initially deferred for each row
                                execute function fault.strike()', made.object_identity);
              end loop;
            end $$;
            """.formatted(LOCK);

    private final String arm;

    Fault(String arm) {
        this.arm = arm;
    }

    private static String trigger(String event, String table) {
        return "create trigger fault " + event + " on " + table + " for each row execute function fault.strike()";
    }

    private static String onDdl(String tag, String function) {
        return "create event trigger fault on ddl_command_end when tag in ('" + tag + "') execute function fault."
                + function + "()";
    }

    /** From now on the step fails. */
    public void fail(TestDatabase database) {
        arm(database, false);
    }

    /**
     * From now on the step waits until the returned lock is released. A step that begins after {@link #disarm} does not
     * wait.
     */
    public FaultLock hold(TestDatabase database) {
        FaultLock lock = FaultLock.take(database, LOCK);
        arm(database, true);
        return lock;
    }

    private void arm(TestDatabase database, boolean waits) {
        database.execute(FUNCTIONS);
        disarm(database);
        database.execute("drop event trigger if exists fault");
        for (String table : TABLES) {
            database.execute("drop trigger if exists fault on " + table);
        }
        database.execute("insert into fault.mode values (?)", waits);
        database.execute(arm);
    }

    /**
     * All steps work again. A step that waits already continues to wait for its lock. The triggers are not dropped,
     * since PostgreSQL can't drop a trigger while a step waits in it.
     */
    public static void disarm(TestDatabase database) {
        database.execute("""
                do $$ begin
                  if to_regclass('fault.mode') is not null then
                    delete from fault.mode;
                  end if;
                end $$""");
    }
}
