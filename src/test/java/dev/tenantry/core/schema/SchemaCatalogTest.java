package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Transaction;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes are made to acme in a transaction that is rolled back. */
final class SchemaCatalogTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    private final SchemaCatalog untouched = TENANTS.inGlobex(SchemaCatalog::read);
    private final Transaction acme = DATABASE.begin(TENANTS.acme().schema().scope());

    @AfterEach
    void undo() {
        acme.rollback();
    }

    private SchemaCatalog changed(String ddl) {
        acme.handle().update(ddl);
        return SchemaCatalog.read(new TenantHandle(acme.handle()));
    }

    @Test
    void isTheSameForTwoTenants() {
        SchemaCatalog catalog = TENANTS.inAcme(SchemaCatalog::read);

        assertThat(catalog.lines()).isEqualTo(untouched.lines()).contains(
                "table users",
                "table schema_history",
                "column users.email text",
                "column users.enabled boolean not null",
                "constraint users_pkey on users PRIMARY KEY (id)",
                "column users.attributes jsonb not null default '{}'::jsonb",
                "index CREATE INDEX users_found_by ON users USING gin (found_by)",
                "index CREATE UNIQUE INDEX users_username ON users USING btree (username)"
                        + " INCLUDE (service_account_client)");
        assertThat(catalog.fingerprint()).isEqualTo(untouched.fingerprint()).hasSize(64);
    }

    @Test
    void isSortedWithoutDuplicates() {
        assertThat(untouched.lines()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void omitsTheSchemasName() {
        String schema = TENANTS.acme().schema().value();
        SchemaCatalog catalog = changed("""
                create function twice(n integer) returns integer language sql
                  set search_path = %1$s as 'select n * 2';
                create view people as select id, '%1$s' as tenant from users;
                alter table users add mark integer default twice(1)""".formatted(schema));

        assertThat(catalog.without(untouched)).hasSize(3)
                .noneMatch(line -> line.contains(schema))
                .contains("column users.mark integer default twice(1)");
    }

    @Test
    void doesNotDependOnTheOrderOfColumns() {
        String before = changed("create table pair (a integer, b text)").fingerprint();

        assertThat(changed("drop table pair; create table pair (b text, a integer)").fingerprint()).isEqualTo(before);
    }

    @Test
    void isTheSameThroughAReadHandle() {
        TENANTS.readAcme(handle -> assertThat(SchemaCatalog.read(handle)).isEqualTo(untouched));
    }

    @Test
    void ofAMissingSchemaHasNoLines() {
        acme.handle().update("drop schema " + TENANTS.acme().schema().quoted() + " cascade");

        assertThat(SchemaCatalog.read(new TenantHandle(acme.handle())).lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create unlogged table fast (id integer) | table fast unlogged
            alter table users set (fillfactor = 50) | table users with (fillfactor=50)
            alter table users enable row level security | table users row level security
            alter table users alter email type varchar(99) | column users.email character varying(99)
            alter table users alter email type text collate "C" | column users.email text collate "C"
            alter table users alter email set not null | column users.email text not null
            alter table users alter enabled set default true | column users.enabled boolean not null default true
            alter table users add n integer generated always as (1) stored | column users.n integer stored 1
            alter table users add constraint old check (not_before > 0) not valid \
              | constraint old on users CHECK ((not_before > 0)) NOT VALID
            create table more () inherits (users) | table more is a child of users
            create sequence seven increment 7 \
              | sequence seven as bigint start 1 increment 7 minvalue 1 maxvalue 9223372036854775807 cache 1
            create view two as select 2 as n | view two as  SELECT 2 AS n;
            create materialized view two as select 2 as n | materialized view two as  SELECT 2 AS n;
            create rule quiet as on delete to users do instead nothing \
              | rule CREATE RULE quiet AS     ON DELETE TO users DO INSTEAD NOTHING;
            create policy nobody on users for delete using (false) | policy nobody on users for d to - using false
            create type mood as enum ('good', 'bad') | type mood
            create collation mine from "C" | collation mine
            create statistics names on username, email from users | statistics object names
            create table note (author text constraint wrote references users on delete cascade) \
              | constraint wrote on note FOREIGN KEY (author) REFERENCES users(id) ON DELETE CASCADE
            create table note (author text constraint wrote references users); alter table note disable trigger all \
              | trigger of constraint wrote on note disabled
            grant select on users to public | grant SELECT on users to public
            grant update (email) on users to pg_monitor | grant UPDATE on users.email to pg_monitor
            create aggregate total (integer) (sfunc = int4pl, stype = integer) | aggregate total(integer)
            """)
    void describes(String ddl, String line) {
        assertThat(changed(ddl).without(untouched)).contains(line);
    }

    @Test
    void describesWhoMayUseTheSchema() {
        assertThat(changed("grant usage on schema " + TENANTS.acme().schema().quoted() + " to pg_monitor")
                .without(untouched)).containsExactly("grant USAGE on the schema to pg_monitor");
    }
}
