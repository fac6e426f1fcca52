package dev.tenantry.core.bundle;

import static dev.tenantry.core.lifecycle.TwoTenants.adaOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tenantry.core.event.EventKind;
import dev.tenantry.core.event.EventStore;
import dev.tenantry.core.event.StoredEvent;
import dev.tenantry.core.invitation.InvitationStore;
import dev.tenantry.core.invitation.StoredInvitation;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantState;
import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import dev.tenantry.core.user.UserCriteria;
import dev.tenantry.core.user.UserSearch;
import dev.tenantry.core.user.UserStore;
import dev.tenantry.support.actors.BundleEntries;
import dev.tenantry.support.postgres.TestDatabase;
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
            handle.update("update users set last_name = ?, created_at = ?",
                    "Lovelace \"née\" Byron\\ 🧮\t\n'); drop table users; --", Long.MAX_VALUE);
            handle.update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('gråce', 'gråce', true, false, false, -1)""");
            StoredUser ada = UserStore.findByUsername(handle, "ada").orElseThrow();
            ada.serviceAccountClient("client-1");
            ada.attribute("long", List.of("λ".repeat(3_000_000)));
            ada.attribute("", List.of(""));
            UserStore.update(handle, ada);
            StoredUser grace = UserStore.findById(handle, "gråce").orElseThrow();
            grace.require("VERIFY_EMAIL");
            grace.grantRole("role-1");
            grace.grantRole("role-2");
            grace.joinGroup("group-1", "UNMANAGED");
            grace.credentials().add(
                    new StoredCredential("c", "password", null, 1L, "{\"a\":\"\\u00e9\"}", ""));
            grace.consent(new StoredConsent("client-1", 1, 2, List.of(new StoredConsent.Scope("scope-1", null),
                    new StoredConsent.Scope("scope-1", "parameter"))));
            grace.link(new BrokerLink("google", null, "grace", null));
            grace.verifiableCredential(new StoredVerifiableCredential("v", "scope-2", "1", null, null, null));
            grace.issued(new StoredVerifiableCredential.Issued("i", "v", "client-2", null, 0L, null));
            UserStore.update(handle, grace);
            EventStore.insert(handle, event("e-1", "gråce"));
            InvitationStore.insert(handle, new StoredInvitation(
                    "i-1", "organization-1", "mary@example.test", "Mary", null, 1, 2, "https://acme.test/?token=1"));
        });
    }

    private static StoredEvent event(String id, String userId) {
        return new StoredEvent(EventKind.LOGIN, 1, id, "LOGIN_ERROR", userId, "client-1", "192.0.2.1", null, null, null,
                null, null, "invalid", Map.of("username", "λ\"\\\n"));
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
    void everyRowOfEveryTableIsRestoredUnchanged() {
        fillAcme();
        Map<String, List<List<Object>>> acme = rows(TENANTS.acme());
        assertThat(acme).allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        Tenant restored = bundles.restore(bundles.of(TENANTS.acme()), initech, NewIds.NONE);

        assertThat(restored.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(rows(restored)).isEqualTo(acme);
        assertThat(rows(TENANTS.acme())).isEqualTo(acme);
    }

    @Test
    void eventsAreExportedOnlyOnRequest() {
        fillAcme();

        byte[] bundle = bundles.of(TENANTS.acme(), false);

        assertThat(BundleEntries.of(bundle)).containsKeys("users.ndjson", "invitation.ndjson");
        assertThat(BundleEntries.of(bundle)).doesNotContainKey("event.ndjson");
        Map<String, List<List<Object>>> restored = rows(bundles.restore(bundle, initech, NewIds.NONE));
        assertThat(restored.get("event")).isEmpty();
        assertThat(restored.get("invitation")).isEqualTo(rows(TENANTS.acme()).get("invitation"));
    }

    @Test
    void newIdsReachTheUsersOfEventsAndTheOrganizationsOfInvitations() {
        TENANTS.changeAcme(handle -> {
            String ada = UserStore.findByUsername(handle, "ada").orElseThrow().id();
            List.of(ada, "f:component:grace", "an-operator").forEach(
                    id -> EventStore.insert(handle, event("event of " + id, id)));
            InvitationStore.insert(handle, new StoredInvitation(
                    "i-1", "organization-1", "mary@example.test", null, null, 1, 2, null));
        });
        NewIds ids = new NewIds(
                Map.of("organization-1", "organization-2", "component", "component-2"), PREFIX);

        Tenant restored = bundles.restore(bundles.of(TENANTS.acme()), initech, ids);

        TENANTS.transactions().read(restored, handle -> {
            String ada = UserStore.findByUsername(handle, "ada").orElseThrow().id();
            assertThat(EventStore.after(handle, null, 10)).extracting(StoredEvent::userId)
                    .containsExactlyInAnyOrder(ada, "f:component-2:grace", "an-operator");
            assertThat(EventStore.after(handle, null, 10)).extracting(StoredEvent::id)
                    .contains(ids.ofUser("event of an-operator"))
                    .allMatch(id -> id.startsWith(PREFIX.value()));
            assertThat(InvitationStore.find(handle, ids.ofUser("i-1"))).isPresent();
            assertThat(InvitationStore.after(handle, "", 10)).extracting(StoredInvitation::organizationId)
                    .containsExactly("organization-2");
            return null;
        });
    }

    @Test
    void theOtherTenantIsNeitherInTheBundleNorChanged() {
        Map<String, List<List<Object>>> globex = rows(TENANTS.globex());
        byte[] bundle = bundles.of(TENANTS.acme());

        assertThat(BundleEntries.of(bundle).get("users.ndjson")).contains(adaOf("acme")).doesNotContain("globex");
        Tenant restored = bundles.restore(bundle, initech, NewIds.NONE);

        assertThat(rows(TENANTS.globex())).isEqualTo(globex);
        assertThat(rows(restored)).isEqualTo(rows(TENANTS.acme()));
    }

    @Test
    void theManifestListsTheContentAndComesLast() {
        fillAcme();

        byte[] bundle = bundles.of(TENANTS.acme());

        assertThat(BundleEntries.of(bundle).keySet()).first().isEqualTo("realm.json");
        assertThat(BundleEntries.of(bundle).keySet()).last().isEqualTo("manifest.json");
        try (BundleFile file = Bundles.received(bundle)) {
            Manifest manifest = file.manifest();
            assertThat(manifest.origin().name()).isEqualTo("acme");
            assertThat(manifest.schemaVersion()).isEqualTo(TENANTS.acme().schemaVersion());
            assertThat(manifest.entries()).extracting(Manifest.Entry::name, Manifest.Entry::rows)
                    .contains(tuple("users.ndjson", 2L));
            assertThat(new String(file.realm(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(Bundles.REALM);
        }
    }

    @Test
    void parentTablesComeBeforeTheirChildren() {
        TENANTS.changeAcme(handle -> {
            handle.update("create table badge (id text primary key, user_id text references users)");
            handle.update("create table a_visit (badge_id text references badge)");
        });
        try {
            assertThat(TENANTS.inAcme(BundleTable::of)).extracting(BundleTable::name)
                    .containsSubsequence("users", "badge", "a_visit");
        } finally {
            TENANTS.changeAcme(handle -> handle.update("drop table a_visit, badge"));
        }
    }

    @Test
    void newIdsReplaceOnlyIdsOfKeycloak() {
        fillAcme();
        TENANTS.changeAcme(handle -> {
            StoredUser grace = UserStore.findById(handle, "gråce").orElseThrow();
            grace.attribute("note", List.of("role-1"));
            UserStore.update(handle, grace);
        });
        NewIds ids = new NewIds(Map.of("role-1", "role-9", "group-1", "group-9", "client-1", "client-9",
                "client-2", "client-8", "scope-1", "scope-9", "scope-2", "scope-8", "gråce", "other"), PREFIX);

        Tenant restored = bundles.restore(bundles.of(TENANTS.acme()), initech, ids);

        TENANTS.transactions().<Void>read(restored, handle -> {
            StoredUser grace = UserStore.findById(handle, "gråce").orElseThrow();
            assertThat(grace.roleIds()).containsExactlyInAnyOrder("role-2", "role-9");
            assertThat(grace.groupIds()).containsExactly("group-9");
            assertThat(grace.consents()).containsExactly(new StoredConsent("client-9", 1, 2, List.of(
                    new StoredConsent.Scope("scope-9", null), new StoredConsent.Scope("scope-9", "parameter"))));
            assertThat(grace.verifiableCredential("scope-8")).isPresent();
            assertThat(grace.issuedCredentials()).extracting(StoredVerifiableCredential.Issued::clientId)
                    .containsExactly("client-8");
            assertThat(grace.attributes().get("note")).containsExactly("role-1");
            assertThat(UserStore.findById(handle, adaOf("acme")).orElseThrow().serviceAccountClient())
                    .isEqualTo("client-9");
            assertThat(UserSearch.list(handle, new UserCriteria().mappedToRole("role-9"), null, null)).hasSize(1);
            assertThat(UserSearch.list(handle, new UserCriteria().mappedToRole("role-1"), null, null)).isEmpty();
            return null;
        });
    }

    /**
     * Two tenants of a server must not have users with the same id. The users of a copy would have the same plain ids.
     */
    @Test
    void plainIdsAreKeptInARestoreAndGetTheNewPrefixInACopy() {
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
    }

    @Test
    void tablesOfOtherExtensionsReferToUsersByTheirNewIds() {
        fillAcme();
        TENANTS.changeAcme(handle -> handle.update("update users set plain_id = true where id = 'gråce'"));
        String create = "create table badge (user_id text references users)";
        TENANTS.changeAcme(handle -> {
            handle.update(create);
            handle.update("insert into badge values ('gråce'), (?)", adaOf("acme"));
        });
        NewIds ids = new NewIds(Map.of("role-1", "role-9"), PREFIX);
        try (BundleFile file = Bundles.received(bundles.of(TENANTS.acme()))) {
            TENANTS.changeGlobex(handle -> {
                handle.update("delete from users");
                handle.update(create);
                BundleRows.load(handle, file, ids, "globex");
            });

            assertThat(texts("user_id from \"" + TENANTS.globex().schema().value() + "\".badge"))
                    .containsExactlyInAnyOrder(ids.ofUser("gråce"), adaOf("acme"));
        } finally {
            TENANTS.changeAcme(handle -> handle.update("drop table badge"));
            TENANTS.changeGlobex(handle -> handle.update("drop table badge"));
        }
    }

    @Test
    void rowsOfAnEarlierVersionAreMigratedAfterTheirImport() {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        Manifest.Origin origin =
                new Manifest.Origin("acme", "Acme", "ACTIVE", "realm", "component", "0123abcd-4567", Map.of(), "26.7.3",
                        null);
        TENANTS.lifecycle().provision(TwoTenants.newTenant(initech + "-old"), 1, (provisioned, handle) -> {
            handle.update("""
                    insert into users (id, username, email_shared, email_verified, enabled, not_before)
                    values ('old', 'old', false, false, true, 0)""");
            BundleWriter.write(origin, Bundles.REALM.getBytes(StandardCharsets.UTF_8), handle, true, bundle);
        }).afterRollback();
        Tenant restored = bundles.restore(bundle.toByteArray(), initech, NewIds.NONE);

        assertThat(restored.schemaVersion()).isEqualTo(TENANTS.lifecycle().newestVersion()).isGreaterThan(1);
        assertThat(texts("id from \"" + restored.schema().value() + "\".users")).containsExactly("old");
        assertThat(TENANTS.lifecycle().migrations(restored)).allSatisfy(
                migration -> assertThat(migration.installedAt()).isNotNull());
    }

    private static List<Object> texts(String columnAndTable) {
        return BESIDE.rows("select " + columnAndTable + " order by 1").stream().map(row -> row.get(0)).toList();
    }

    /** Add each new column here, and in UserJsonRow if the column holds ids of Keycloak. */
    @Test
    void everyColumnIsKnown() {
        Map<String, List<String>> columns = TENANTS.inAcme(BundleTable::of).stream()
                .collect(Collectors.toMap(BundleTable::name, BundleTable::columns));
        assertThat(columns).containsOnlyKeys("users", "event", "invitation");
        assertThat(columns.get("users")).containsExactly("id", "plain_id", "username", "email", "email_shared",
                "first_name", "last_name", "email_verified", "enabled", "not_before", "created_at", "modified_at",
                "federation_link", "service_account_client", "attributes", "required_actions", "role_ids", "groups",
                "password", "credentials", "broker_links", "consents", "verifiable_credentials", "issued_credentials",
                "found_by");
        assertThat(columns.get("event")).containsExactly("kind", "\"time\"", "id", "type", "user_id", "client_id",
                "ip_address", "session_id", "auth_realm_id", "resource_type", "resource_path", "representation",
                "error", "details");
        assertThat(columns.get("invitation")).containsExactly("id", "organization_id", "email", "first_name",
                "last_name", "created_at", "expires_at", "invite_link");
    }

    /** A bundle contains only rows, so a restored tenant would lose the position of a sequence. */
    @Test
    void noTableUsesASequence() {
        assertThat(BESIDE.rows("select 1 from pg_class where relkind = 'S' and relnamespace = ?::regnamespace",
                TENANTS.acme().schema().value())).isEmpty();
    }

    @Test
    void everyTypeOfValueIsRestoredUnchanged() {
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
