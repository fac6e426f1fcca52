package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.support.postgres.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server's max_locks_per_transaction has the smallest value that PostgreSQL allows. */
final class SchemaRemovalTest {

    private static final int DEFAULT_MAX_LOCKS_PER_TRANSACTION = 64;

    @AutoClose
    private static final Postgres POSTGRES =
            Postgres.startWith(Map.of("max_locks_per_transaction", "10", "max_connections", "20"));

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisionedOn(POSTGRES);

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    @AutoClose("shutdown")
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);

    private Tenant initech;

    @BeforeEach
    void provision() {
        initech = TENANTS.provision("initech");
    }

    @AfterEach
    void remove() {
        TENANTS.lifecycle().remove(initech);
    }

    private void change(String ddl) {
        TENANTS.beside().execute("set search_path to " + initech.schema().quoted() + "; " + ddl);
    }

    private long tables() {
        return TENANTS.beside().value("select count(*) from pg_tables where schemaname = ?", initech.schema().value());
    }

    /**
     * Creates tables that refer to users and come after it by name. Each table has a transaction of its own, since one
     * transaction could not take the locks of all.
     */
    private void addTables(int howMany) {
        TENANTS.beside().execute("""
                do $$ begin
                  for n in 1..%2$d loop
                    execute format('create table %1$s.young_%%s (
                        id integer primary key, user_id text not null references %1$s.users, note text)', n);
                    commit;
                  end loop;
                end $$""".formatted(initech.schema().quoted(), howMany));
    }

    @Test
    void dropsASchemaThatOneTransactionCannotDrop() {
        addTables(200);
        assertThatIllegalStateException()
                .isThrownBy(() -> TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade"))
                .withMessageContaining("max_locks_per_transaction");

        TENANTS.lifecycle().remove(initech);

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
        assertThat(TENANTS.registry().find(initech.realmId())).isEmpty();
    }

    @Test
    void leavesOtherTenantsUnchanged() {
        SchemaCatalog catalog = TENANTS.inAcme(SchemaCatalog::read);
        SchemaDigest acme = TENANTS.inAcme(SchemaDigest::read);
        SchemaDigest globex = TENANTS.inGlobex(SchemaDigest::read);

        TENANTS.lifecycle().remove(initech);

        assertThat(TENANTS.inAcme(SchemaCatalog::read)).isEqualTo(catalog);
        assertThat(TENANTS.inAcme(SchemaDigest::read)).isEqualTo(acme);
        assertThat(TENANTS.inGlobex(SchemaDigest::read)).isEqualTo(globex);
    }

    private void removeSchema() {
        new SchemaRemoval(DATABASE).close(initech, handle -> {});
        new SchemaRemoval(DATABASE).remove(initech);
    }

    @Test
    void dropsNothingOfASchemaThatWasCreatedAgain() {
        new SchemaRemoval(DATABASE).close(initech, handle -> {});
        Tenant before = initech;
        TENANTS.lifecycle().remove(before);
        initech = TENANTS.provision("initech");

        assertThatExceptionOfType(WrongScopeException.class)
                .isThrownBy(() -> new SchemaRemoval(DATABASE).remove(before));

        assertThat(tables()).isPositive();
    }

    @Test
    void dropsObjectsThatOthersHaveCreated() {
        change("create table \"Odd \"\"name\" (id serial primary key, n integer generated always as identity)");
        change("create table knot (id integer primary key references knot)");
        change("create table ring (id integer primary key); alter table knot add ring integer references ring");
        change("alter table ring add knot integer references knot");
        change("create table whole (id integer) partition by range (id)");
        change("create table part partition of whole for values from (1) to (9)");
        change("create view people as select * from users; create view names as select username from people");
        change("create materialized view counted as select count(*) from users");
        change("create sequence seven; create type mood as enum ('good'); create domain short as varchar(3)");
        change("create function one(integer default 1) returns integer language sql return 1");
        change("create function everybody() returns setof users language sql as 'select * from users'");
        change("create procedure nothing() language sql as ''");
        change("create aggregate total (integer) (sfunc = int4pl, stype = integer)");
        change("alter table users add mark integer default one(), add check (one(2) = 1)");
        change("create extension citext with schema " + initech.schema().quoted());
        change("create operator === (leftarg = text, rightarg = text, function = texteq)");
        change("alter default privileges in schema " + initech.schema().quoted() + " grant select on tables to public");

        removeSchema();

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    /** An event trigger stands for the crash. */
    @Test
    void continuesAfterAnInterruption() {
        long before = tables();
        TENANTS.beside().execute("""
                create function public.refuse() returns event_trigger language plpgsql as $$ begin
                  if exists (select from pg_event_trigger_dropped_objects() where object_name = 'users') then
                    raise 'not the users';
                  end if;
                end $$""");
        TENANTS.beside().execute("create event trigger crash on sql_drop execute function public.refuse()");
        try {
            assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> TENANTS.lifecycle().remove(initech));
        } finally {
            TENANTS.beside().execute("drop event trigger crash; drop function public.refuse()");
        }
        assertThat(tables()).isBetween(1L, before - 1);
        assertThat(TENANTS.registry().find(initech.realmId())).isPresent();

        TENANTS.lifecycle().remove(initech);

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
        assertThat(TENANTS.registry().find(initech.realmId())).isEmpty();
    }

    @Test
    void canRunOnTwoServersAtOnce() {
        List<CompletableFuture<Void>> removals = Stream.generate(() -> CompletableFuture.runAsync(
                () -> TENANTS.lifecycle().remove(initech), THREADS)).limit(2).toList();

        removals.forEach(CompletableFuture::join);

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    @Test
    void doesNothingIfThereIsNoSchema() {
        TENANTS.beside().execute("drop schema " + initech.schema().quoted() + " cascade");

        removeSchema();

        assertThat(TENANTS.schemaExists(initech.schema())).isFalse();
    }

    @Test
    void noTransactionTakesMoreThanTheDefaultNumberOfLocks() {
        addTables(20);
        new SchemaRemoval(DATABASE).close(initech, handle -> {});
        List<Integer> locks = new ArrayList<>();
        DATABASE.inTransaction(Scope.NONE, handle -> SchemaRemoval.drops(handle, initech))
                .forEach(drop -> locks.add(DATABASE.inTransaction(Scope.NONE, handle -> {
                    SchemaRemoval.drop(handle, initech, drop);
                    return handle.count("select count(*) from pg_locks where pid = pg_backend_pid()");
                })));

        assertThat(locks).hasSizeGreaterThanOrEqualTo(22).allMatch(count -> count <= DEFAULT_MAX_LOCKS_PER_TRANSACTION);
    }
}
