package dev.tenantry.bundle;

import static dev.tenantry.tenant.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.support.BundleEntries;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.tenant.IdPrefix;
import dev.tenantry.tenant.Tenant;
import dev.tenantry.tenant.TenantState;
import dev.tenantry.tenant.TwoTenants;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class BundleTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private static final TestDatabase BESIDE = TENANTS.beside();
    private static final IdPrefix PREFIX = new IdPrefix("0123abcd-4567");

    private static int number;

    private final Bundles bundles = new Bundles(TENANTS);
    private final String initech = "initech-" + ++number;

    @AfterEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    private static void fillAcme() {
        TENANTS.changeAcme(handle -> {
            handle.update("update users set last_name = ?, created_at = ?, service_account_client = 'client-1'",
                    "Lovelace \"née\" Byron\\ 🧮\t\n'); drop table users; --", Long.MAX_VALUE);
            handle.update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('gråce', 'gråce', true, false, false, -1)""");
            handle.update("insert into user_attribute values (?, 'long', 0, ?), (?, '', 1, '')",
                    adaOf("acme"), "λ".repeat(3_000_000), adaOf("acme"));
            handle.update("insert into required_action values ('gråce', 'VERIFY_EMAIL')");
            handle.update("insert into role_mapping values ('gråce', 'role-1'), ('gråce', 'role-2')");
            handle.update("insert into group_membership values ('gråce', 'group-1', 'UNMANAGED')");
            handle.update("insert into credential"
                    + " values ('c', 'gråce', 10, 'password', null, 1, '{\"a\":\"\\u00e9\"}', '')");
            handle.update("insert into consent values ('gråce', 'client-1', 1, 2)");
            handle.update("insert into consent_scope values ('gråce', 'client-1', 'scope-1', null),"
                    + " ('gråce', 'client-1', 'scope-1', 'parameter')");
            handle.update("insert into broker_link values ('gråce', 'google', null, 'grace', null)");
            handle.update("insert into verifiable_credential values ('v', 'gråce', 'scope-2', '1', null, null, null)");
            handle.update("insert into issued_verifiable_credential"
                    + " values ('i', 'gråce', 'v', 'client-2', null, 0, null)");
        });
    }

    /** All rows of a tenant as PostgreSQL's own text, by table. */
    private static Map<String, List<List<Object>>> rows(Tenant tenant) {
        String schema = tenant.schema().value();
        return BESIDE.rows("select tablename::text from pg_tables where schemaname = ?", schema).stream()
                .map(row -> (String) row.get(0))
                .filter(table -> !table.equals("schema_history"))
                .collect(Collectors.toMap(table -> table, table -> BESIDE.rows(
                        "select r::text from \"" + schema + "\"." + table + " r order by r::text")));
    }

    @Test
    void everyRowOfEveryTableComesBackAsItWas() {
        fillAcme();
        Map<String, List<List<Object>>> acme = rows(TENANTS.acme());
        assertThat(acme).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        Tenant restored = bundles.restore(bundles.of(TENANTS.acme()), initech, NewIds.NONE);

        assertThat(restored.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(rows(restored)).isEqualTo(acme);
        assertThat(rows(TENANTS.acme())).isEqualTo(acme);
    }

    @Test
    void aTenantOfTheSameUserNamesIsNeitherInTheBundleNorTouched() {
        Map<String, List<List<Object>>> globex = rows(TENANTS.globex());
        byte[] bundle = bundles.of(TENANTS.acme());

        assertThat(BundleEntries.of(bundle).get("users.ndjson")).contains(adaOf("acme")).doesNotContain("globex");
        Tenant restored = bundles.restore(bundle, initech, NewIds.NONE);

        assertThat(rows(TENANTS.globex())).isEqualTo(globex);
        assertThat(rows(restored)).isEqualTo(rows(TENANTS.acme()));
    }

    @Test
    void theManifestSaysWhatIsThereAndComesLast() {
        fillAcme();

        byte[] bundle = bundles.of(TENANTS.acme());

        assertThat(BundleEntries.of(bundle).keySet()).first().isEqualTo("realm.json");
        assertThat(BundleEntries.of(bundle).keySet()).last().isEqualTo("manifest.json");
        try (BundleFile file = Bundles.received(bundle)) {
            Manifest manifest = file.manifest();
            assertThat(manifest.origin().name()).isEqualTo("acme");
            assertThat(manifest.schemaVersion()).isEqualTo(TENANTS.acme().schemaVersion());
            assertThat(manifest.entries()).extracting(Manifest.Entry::name, Manifest.Entry::rows)
                    .contains(tuple("users.ndjson", 2L))
                    .contains(tuple("consent_scope.ndjson", 2L));
            assertThat(new String(file.realm(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(Bundles.REALM);
        }
    }

    @Test
    void parentsComeBeforeTheirChildren() {
        assertThat(TENANTS.inAcme(BundleTable::of)).extracting(BundleTable::name)
                .containsSubsequence("users", "consent", "consent_scope")
                .containsSubsequence("users", "verifiable_credential", "issued_verifiable_credential");
    }

    @Test
    void newIdsGoWhereIdsOfKeycloaksAreAndNowhereElse() {
        fillAcme();
        TENANTS.changeAcme(handle -> handle.update(
                "insert into user_attribute values ('gråce', 'note', 0, 'role-1')"));
        NewIds ids = new NewIds(Map.of("role-1", "role-9", "group-1", "group-9", "client-1", "client-9",
                "client-2", "client-8", "scope-1", "scope-9", "scope-2", "scope-8", "gråce", "nobody"), PREFIX);

        String schema = "\"" + bundles.restore(bundles.of(TENANTS.acme()), initech, ids).schema().value() + "\".";

        assertThat(texts("role_id from " + schema + "role_mapping")).containsExactly("role-2", "role-9");
        assertThat(texts("group_id from " + schema + "group_membership")).containsExactly("group-9");
        assertThat(texts("client_id || scope_id from " + schema + "consent_scope"))
                .containsExactly("client-9scope-9", "client-9scope-9");
        assertThat(texts("client_id from " + schema + "consent")).containsExactly("client-9");
        assertThat(texts("client_scope_id from " + schema + "verifiable_credential")).containsExactly("scope-8");
        assertThat(texts("client_id from " + schema + "issued_verifiable_credential")).containsExactly("client-8");
        assertThat(texts("service_account_client from " + schema + "users where id like 'ada%'"))
                .containsExactly("client-9");
        assertThat(texts("id from " + schema + "users")).containsExactly(adaOf("acme"), "gråce");
        assertThat(texts("value from " + schema + "user_attribute where name = 'note'")).containsExactly("role-1");
    }

    /** No two tenants of a server may have users with one id, as a copy's users with plain ids would. */
    @Test
    void aPlainIdIsKeptWithTheOtherIdsAndElseReplacedByOneWithTheNewPrefixInEachTable() {
        fillAcme();
        TENANTS.changeAcme(handle -> handle.update("update users set plain_id = true where id = 'gråce'"));
        byte[] bundle = bundles.of(TENANTS.acme());
        NewIds ids = new NewIds(Map.of("role-1", "role-9"), PREFIX);

        Tenant same = bundles.restore(bundle, initech, NewIds.NONE);
        Tenant copy = bundles.restore(bundle, initech + "-copy", ids);

        assertThat(texts("id from \"" + same.schema().value() + "\".users where plain_id")).containsExactly("gråce");
        String schema = "\"" + copy.schema().value() + "\".";
        assertThat(texts("id from " + schema + "users where plain_id")).containsExactly(ids.ofUser("gråce"));
        assertThat(PREFIX.begins(ids.ofUser("gråce"))).isTrue();
        assertThat(texts("id from " + schema + "users where not plain_id")).containsExactly(adaOf("acme"));
        for (String table : List.of("required_action", "credential", "role_mapping", "consent_scope", "broker_link")) {
            assertThat(texts("user_id from " + schema + table)).as(table).contains(ids.ofUser("gråce"))
                    .doesNotContain("gråce");
        }
    }

    @Test
    void rowsOfAnEarlierVersionAreMigratedOnOnceTheyAreThere() {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Manifest.Origin origin =
                new Manifest.Origin("acme", "Acme", "ACTIVE", "realm", "component", "0123abcd-4567", Map.of(), "26.7.3",
                        null);
        TENANTS.lifecycle().provision(TwoTenants.newTenant(initech + "-old"), 1, (born, handle) -> {
            handle.update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('old', 'old', false, false, true, 0)""");
            BundleWriter.write(origin, Bundles.REALM.getBytes(StandardCharsets.UTF_8), handle, bundle);
        }).abandon();
        assertThat(BundleEntries.of(bundle.toByteArray()).get("users.ndjson")).doesNotContain("plain_id");

        Tenant restored = bundles.restore(bundle.toByteArray(), initech, NewIds.NONE);

        assertThat(restored.schemaVersion()).isEqualTo(TENANTS.lifecycle().newestVersion()).isGreaterThan(1);
        assertThat(texts("plain_id from \"" + restored.schema().value() + "\".users")).containsExactly(false);
        assertThat(TENANTS.lifecycle().migrations(restored)).allSatisfy(
                migration -> assertThat(migration.installedAt()).isNotNull());
    }

    private static List<Object> texts(String columnAndTable) {
        return BESIDE.rows("select " + columnAndTable + " order by 1").stream().map(row -> row.get(0)).toList();
    }

    /** Whoever adds a column says here, or in NewIds, whether it holds an id of Keycloak's. */
    @Test
    void everyColumnIsKnownToHoldAnIdOfKeycloaksOrNot() {
        assertThat(TENANTS.inAcme(BundleTable::of)).allSatisfy(table ->
                assertThat(table.columns()).filteredOn(column -> column.endsWith("_id") || column.contains("client"))
                        .filteredOn(column -> !List.of("user_id", "broker_user_id", "plain_id").contains(column))
                        .filteredOn(column -> !table.name().equals("issued_verifiable_credential")
                                || !column.equals("credential_id"))
                        .allSatisfy(column -> assertThat(NewIds.COLUMNS.get(table.name())).contains(column)));
    }

    /** A bundle has rows, and would forget how far a sequence has come. */
    @Test
    void noTableCountsByASequence() {
        assertThat(BESIDE.rows("select 1 from pg_class where relkind = 'S' and relnamespace = ?::regnamespace",
                TENANTS.acme().schema().value())).isEmpty();
    }

    @Test
    void everyTypeOfValueIsCarriedOver() {
        String create = """
                create table every_type (
                  a smallint, b bigint, c numeric, d real, e double precision, f boolean, g text, h char(5), i bytea,
                  j date, k timestamp, l timestamptz, m interval, n uuid, o jsonb, p text[], q int[][], r inet,
                  s int4range, t time, u bit varying, "A ""quoted"" name" text, xml xml)""";
        TENANTS.changeGlobex(handle -> {
            handle.update("delete from users");
            handle.update(create);
        });
        TENANTS.changeAcme(handle -> {
            handle.update(create);
            handle.update("insert into every_type (a) values (null)");
            handle.update("""
                    insert into every_type values (
                      -32768, 9223372036854775807, 12345678901234567890.123456789012345678900, 'NaN', '-Infinity',
                      true, E'\\u00e9\\n\\t"\\\\', 'ab', '\\x00ff0a', '4713-01-01 BC', '1999-12-31 23:59:59.999999',
                      'infinity', '1 year -2 days 03:04:05.000006', '00000000-0000-0000-0000-000000000001',
                      '{"b": [1.10, null, "\\u00e9"], "a": 1e400}', '{"a,b",null,"c\\"d",""}', '{{1,2},{3,4}}',
                      '::1/128', '[1,10)', '24:00:00', '0101', 'x', '<a>&amp;</a>')""");
            handle.update("insert into every_type (d, e) values (0.1, 0.1), (1e-45, 5e-324), (-0.0, -0.0)");
        });
        try (BundleFile file = Bundles.received(bundles.of(TENANTS.acme()))) {
            TENANTS.changeGlobex(handle -> BundleRows.load(handle, file, NewIds.NONE, "globex"));

            assertThat(rows(TENANTS.globex())).isEqualTo(rows(TENANTS.acme()));
        } finally {
            TENANTS.changeAcme(handle -> handle.update("drop table every_type"));
            TENANTS.changeGlobex(handle -> handle.update("drop table every_type"));
        }
    }
}
