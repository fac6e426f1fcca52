package dev.tenantry.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Handle;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acme's users and a table of notes, copied to globex. */
final class SchemaDigestTest {

    private static final List<String> PARENTS_FIRST = List.of("users", "invitation", "note");

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final Database DATABASE = TENANTS.open(1);

    private static final String ACME = TENANTS.acme().schema().quoted();
    private static final String GLOBEX = TENANTS.globex().schema().quoted();

    @BeforeAll
    static void createNotes() {
        for (String schema : List.of(ACME, GLOBEX)) {
            TENANTS.beside().execute("create table %1$s.note (user_id text primary key"
                    .formatted(schema) + " references " + schema + ".users on delete cascade, text text, parts integer)");
        }
        for (Tenant tenant : List.of(TENANTS.acme(), TENANTS.globex())) {
            TENANTS.beside().execute("alter table " + tenant.schema().quoted() + ".note owner to "
                    + tenant.roleOrNull().quoted());
        }
    }

    @BeforeEach
    void fillAndCopy() {
        TENANTS.changeAcme(SchemaDigestTest::fill);
        TENANTS.changeGlobex(handle -> handle.update("delete from users"));
        for (String table : PARENTS_FIRST) {
            TENANTS.beside().execute("insert into %1$s.%3$s select * from %2$s.%3$s order by 1 desc"
                    .formatted(GLOBEX, ACME, table));
        }
    }

    @AfterEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    private static void fill(TenantHandle handle) {
        handle.update("""
                insert into users (id, username, email_shared, email_verified, enabled, not_before, created_at,
                  attributes, required_actions, role_ids, groups, password, consents, found_by)
                select 'user-' || n, 'user-' || n, false, n % 2 = 0, true, n, n * 1000,
                  '{"colour": ["blue"]}', array['VERIFY_EMAIL'], array['role'], '{"group": "UNMANAGED"}',
                  '{"id": "p", "position": 0}', '{"client": {"created_at": 1, "updated_at": 2, "scopes": []}}',
                  array['a:colour', 'a:colour=blue', 'r:role', 'g:group', 'c', 'c:client']
                from generate_series(1, 50) n""");
        handle.update("""
                insert into invitation (id, organization_id, email, created_at, expires_at)
                select id, 'organization', id || '@example.test', 1, 2 from users""");
        handle.update("insert into note select id, 'a note', 1 from users");
    }

    private static SchemaDigest ofAcme() {
        return TENANTS.inAcme(SchemaDigest::read);
    }

    private static SchemaDigest ofGlobex() {
        return TENANTS.inGlobex(SchemaDigest::read);
    }

    private static TableDigest table(SchemaDigest digest, String name) {
        return digest.tables().stream().filter(table -> table.table().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void copiedRowsHaveTheSameDigests() {
        SchemaDigest digest = ofAcme();

        assertThat(digest).isEqualTo(ofGlobex());
        assertThat(digest.digest()).isEqualTo(ofGlobex().digest()).hasSize(64);
        assertThat(digest.tables()).extracting(TableDigest::table)
                .containsExactlyInAnyOrder("users", "invitation", "note", "event");
        assertThat(digest.tables()).filteredOn(table -> !table.table().equals("event"))
                .allMatch(table -> table.rows() == 51);
        assertThat(digest.rows()).isEqualTo(51 * 3);
    }

    @Test
    void eventsAreCountedAndTheirContentDoesNotMatter() {
        String insert = "insert into event (kind, time, id, type) values ('login', 1, ?, 'LOGIN')";
        TENANTS.changeAcme(handle -> handle.update(insert, "a"));
        assertThat(ofAcme().digest()).isNotEqualTo(ofGlobex().digest());
        TENANTS.changeGlobex(handle -> handle.update(insert, "b"));
        assertThat(ofAcme()).isEqualTo(ofGlobex());
        assertThat(ofAcme().rows()).isEqualTo(51 * 3 + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update users set first_name = '' where id = 'user-7'",
        "update users set email_verified = not email_verified where id = 'user-7'",
        "update users set not_before = -1 where id = 'user-7'",
        "update users set attributes = '{\"colour\": [\"Blue\"]}' where id = 'user-7'",
        "update users set attributes = attributes || '{\"size\": []}' where id = 'user-7'",
        "update users set required_actions = '{}' where id = 'user-7'",
        "update users set role_ids = array_append(role_ids, 'another') where id = 'user-7'",
        "update users set groups = '{\"UNMANAGED\": \"group\"}' where id = 'user-7'",
        "update users set password = null where id = 'user-7'",
        "update users set password = 'null' where id = 'user-7'",
        "update users set consents = jsonb_set(consents, '{client,scopes}', '[{}]') where id = 'user-7'",
        "update users set found_by = array_append(found_by, 'c') where id = 'user-7'",
        "update note set text = '' where user_id = 'user-7'",
        "update note set text = null where user_id = 'user-7'",
        "delete from note where user_id = 'user-7'",
    })
    void everySingleChangeChangesTheDigest(String change) {
        SchemaDigest before = ofAcme();
        assertThat(TENANTS.<Integer>inAcme(handle -> handle.update(change))).isOne();

        SchemaDigest after = ofAcme();

        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(after.tables()).filteredOn(table -> !before.tables().contains(table)).hasSize(1);
        assertThat(ofGlobex()).isEqualTo(before);
    }

    @Test
    void twoTenantsWithUsersOfTheSameNameDiffer() {
        TENANTS.onlyAda();

        assertThat(table(ofAcme(), "users").rows()).isOne();
        assertThat(table(ofGlobex(), "users").rows()).isOne();
        assertThat(table(ofAcme(), "users").digest()).isNotEqualTo(table(ofGlobex(), "users").digest());
        assertThat(table(ofAcme(), "note")).isEqualTo(new TableDigest("note", 0, "0".repeat(64)));
    }

    /** A digest covers the rows that the caller's transaction sees, for example in a purge. */
    @Test
    void coversTheWritesOfItsTransaction() {
        SchemaDigest before = ofAcme();
        TENANTS.changeAcme(handle -> {
            handle.update("delete from users where id = 'user-7'");
            assertThat(SchemaDigest.read(handle).rows()).isEqualTo(before.rows() - 2);
        });
    }

    /** Without a unique key, two equal rows would cancel each other out in the digest. */
    @Test
    void everyTableHasAUniqueKey() {
        assertThat(TENANTS.beside().rows("""
                select relname from pg_class c
                where relnamespace = ?::regnamespace and relkind = 'r' and not exists (
                  select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null
                    and (i.indnullsnotdistinct or not exists (
                      select from pg_attribute a
                      where a.attrelid = c.oid and a.attnum = any (i.indkey) and not a.attnotnull)))""",
                TENANTS.acme().schema().value())).isEmpty();
    }

    private static SchemaDigest with(Tenant tenant, String ddlAndRows, String settings) {
        var transaction = DATABASE.begin(tenant.schema().scope());
        try {
            Handle handle = transaction.handle();
            handle.update(ddlAndRows);
            handle.update(settings);
            return SchemaDigest.read(new TenantHandle(handle));
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void doesNotDependOnTheOrderOfColumnsNorOnTheSession() {
        SchemaDigest acme = with(
                TENANTS.acme(),
                """
                create table odd (id integer primary key, at timestamptz, raw bytea, ratio float8, span interval,
                  day date, price money);
                insert into odd values (1, '2020-02-03 04:05:06+00', '\\x00ff', 0.1::float8 + 0.2, '1 day 02:03', \
                  '2020-02-03', 5)""",
                """
                set local timezone to 'Asia/Tokyo'; set local bytea_output to 'escape';
                set local extra_float_digits to -5; set local intervalstyle to 'postgres_verbose'""");
        SchemaDigest globex = with(
                TENANTS.globex(),
                """
                create table odd (price money, day date, span interval, ratio float8, raw bytea, at timestamptz,
                  id integer primary key);
                insert into odd values (5, '2020-02-03', '1 day 02:03', 0.1::float8 + 0.2, '\\x00ff', \
                  '2020-02-03 04:05:06+00', 1)""",
                "set local timezone to 'America/New_York'");

        assertThat(table(acme, "odd").rows()).isOne();
        assertThat(acme).isEqualTo(globex);
    }

    @Test
    void aTableWithAnUnusualNameIsCovered() {
        SchemaDigest digest = with(
                TENANTS.acme(),
                """
                create table %1$s.pg_class (id integer primary key);
                insert into %1$s.pg_class values (1);
                create table "Odd ""name" (id integer primary key);
                insert into "Odd ""name" values (1), (2)""".formatted(ACME),
                "set local timezone to 'UTC'");

        assertThat(table(digest, "pg_class").rows()).isOne();
        assertThat(table(digest, "Odd \"name").rows()).isEqualTo(2);
    }
}
