package dev.tenantry.it.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdoptedUser;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keycloak's own user tables have no rows of tenants' users, and Keycloak's other tables name these users in a few
 * listed columns only. This test runs after all other tests, since its package is the last by name, and checks all
 * tenants that the other tests of the JVM have left on the shared server.
 */
@Tag("main")
@Tag("containers")
final class ZeroResidueIT {

    /**
     * Columns in which Keycloak stores the users' ids of sessions, login failures, permissions and workflows;
     * docs/start/limitations.md lists them too. {@code federated_identity} is in the set because users of other realms
     * may have a link to a tenant's user, if the tenant is their identity provider.
     */
    private static final Set<String> MAY_NAME_A_USER = Set.of(
            "offline_user_session.user_id",
            "offline_user_session.data",
            "offline_client_session.data",
            "login_failure.user_id",
            "resource_server_resource.name",
            "resource_server_resource.owner",
            "resource_server_perm_ticket.owner",
            "resource_server_perm_ticket.requester",
            "policy_config.value",
            "federated_identity.federated_user_id",
            "workflow_state.resource_id");

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);

    @Test
    void noTenantHasARowInKeycloaksUserTables() {
        JsonNode all = keycloak.admin().get(TestTenants.PATH + "?max=100000").json();

        long users = 0;
        for (JsonNode tenant : all) {
            JsonNode residue = residue(tenant.get("name").asText());
            assertThat(residue.get("rows").asLong()).as(residue.toString()).isZero();
            users += keycloak.database().<Number>value(
                    "select count(*) from \"" + tenant.get("schema").asText() + "\".users").longValue();
        }
        System.out.println("ZeroResidueIT: " + all.size() + " tenants with " + users + " users, 0 rows of residue");
    }

    @Test
    void aTenantsEventsAreNotInKeycloaksTables() {
        TestTenant acme = tenants.provision("ada", "lovelace-1815");
        acme.put("/events/config", Map.of("eventsEnabled", true, "adminEventsEnabled", true)).requiring(204);
        acme.post("/groups", Map.of("name", "crew")).requiring(201);
        acme.signIn("ada", "wrong");

        JsonNode residue = residue(acme.name());

        assertThat(residue.at("/tables/event_entity").asLong(-1)).isZero();
        assertThat(residue.at("/tables/admin_event_entity").asLong(-1)).isZero();
        assertThat(residue.at("/tables/org_invitation").asLong(-1)).isZero();
        assertThat(acme.get("/events").json()).hasSize(1);
        assertThat(acme.get("/admin-events?resourceTypes=GROUP").json()).hasSize(1);
    }

    @Test
    void rowsInKeycloaksUserTablesAreCounted() {
        TestTenant acme = tenants.provision("ada", "lovelace-1815");
        assertThat(residue(acme.name()).get("rows").asLong()).isZero();
        keycloak.database().execute("""
                insert into user_entity (id, realm_id, username, enabled, email_verified, not_before)
                values (?, ?, 'stray', true, false, 0)""", "stray-" + acme.name(), acme.id());
        keycloak.database().execute("insert into user_attribute (id, user_id, name, value) values (?, ?, 'a', 'b')",
                "stray-" + acme.name(), "stray-" + acme.name());
        keycloak.database().execute("insert into login_failure (realm_id, user_id) values (?, ?)",
                acme.id(), "stray-" + acme.name());
        try {
            JsonNode residue = residue(acme.name());

            assertThat(residue.get("tenant").asText()).isEqualTo(acme.name());
            assertThat(residue.get("rows").asLong()).isEqualTo(3);
            assertThat(residue.at("/tables/login_failure").asLong()).isEqualTo(1);
            assertThat(residue.at("/tables/user_entity").asLong()).isEqualTo(1);
            assertThat(residue.at("/tables/user_attribute").asLong()).isEqualTo(1);
            assertThat(residue.at("/tables/credential").asLong()).isZero();
        } finally {
            keycloak.database().execute("delete from login_failure where realm_id = ?", acme.id());
            keycloak.database().execute("delete from user_attribute where user_id = ?", "stray-" + acme.name());
            keycloak.database().execute("delete from user_entity where realm_id = ?", acme.id());
        }
    }

    @Test
    void theResidueCoversEveryUserTableOfKeycloak() {
        TestTenant acme = tenants.provision("ada", "lovelace-1815");
        Set<String> counted = new TreeSet<>();
        residue(acme.name()).get("tables").fieldNames().forEachRemaining(counted::add);

        List<String> ofUsers = names("""
                select distinct table_name from information_schema.columns
                where table_schema = 'public'
                  and table_name not in ('offline_user_session', 'event_entity')
                  and (column_name = 'user_id' or table_name like 'user\\_%' or table_name like 'fed\\_%')
                  and table_name not like 'user\\_federation%' order by 1""");

        assertThat(counted).containsAll(ofUsers);
        assertThat(ofUsers).contains("user_attribute", "credential", "fed_user_credential", "broker_link");
    }

    @Test
    void keycloaksTablesHaveIdsOfATenantsUsersInListedColumnsOnly() {
        TestTenant acme = tenants.provision("ada", "lovelace-1815");
        AdoptedUser grace = AdoptedUser.in(acme, "grace");
        for (String username : List.of("ada", "grace")) {
            assertThat(acme.realm().token(Map.of("grant_type", "password", "client_id", TestRealm.APPLICATION,
                    "username", username, "password", "lovelace-1815", "scope", "offline_access")).status())
                    .isEqualTo(200);
        }
        Set<String> mentioned = new TreeSet<>();
        for (String table : names("select tablename from pg_tables where schemaname = 'public' order by 1")) {
            for (String column : names("""
                    select column_name from information_schema.columns
                    where table_schema = 'public' and table_name = ?
                      and data_type in ('text', 'character varying')""", table)) {
                Number rows = keycloak.database().value("""
                        select count(*) from (select %s as value from public.%s) cells
                        where value ~ 'f:[0-9a-f-]{36}:' or position(? in value) > 0 or exists (
                            select from regexp_matches(value, '[0-9a-f]{8}-[0-9a-f]{4}', 'g') beginning
                            where beginning[1] in (
                                select prefix from tenantry.id_prefix join tenantry.tenant using (realm_id)))
                        """.formatted(column, table), grace.id());
                if (rows.longValue() > 0) {
                    mentioned.add(table + "." + column);
                }
            }
        }
        System.out.println("ZeroResidueIT: users' ids are in " + mentioned);

        assertThat(mentioned).contains("offline_user_session.user_id").isSubsetOf(MAY_NAME_A_USER);
    }

    @Test
    void theResidueOfAnUnknownTenantIsNotFound() {
        assertThat(keycloak.admin().get(TestTenants.PATH + "/no-such-tenant/residue").status()).isEqualTo(404);
    }

    private JsonNode residue(String tenant) {
        Answer answer = keycloak.admin().get(TestTenants.PATH + "/" + tenant + "/residue");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> names(String sql, Object... parameters) {
        return keycloak.database().rows(sql, parameters).stream()
                .map(row -> (String) row.get(0))
                .toList();
    }
}
