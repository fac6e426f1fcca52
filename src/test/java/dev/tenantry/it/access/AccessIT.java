package dev.tenantry.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator grants a user of master the administration of a tenant's realm for a limited time, and revokes it. */
final class AccessIT {

    private static final String PASSWORD = "lovelace-1815";

    /** Finds the roles that store the grants over one realm. */
    private static final String ROLE = """
            select r.id from keycloak_role r join client c on c.id = r.client
            where c.client_id = ? and r.name like 'tenantry-access-%'""";

    private final KeycloakUnderTest keycloak = ServerWithoutTenantsInAdmin.get();
    private final MasterUser granter = MasterUser.with(keycloak, "grant-tenant-access", "view-tenants");
    private final MasterUser helper = MasterUser.with(keycloak);
    private final String acme = TestTenants.newName();
    private final String globex = TestTenants.newName();

    @BeforeEach
    void provision() {
        for (String name : List.of(acme, globex)) {
            keycloak.admin().post(TestTenants.PATH, TestTenants.request(name, "ada", PASSWORD)).requiring(201);
        }
        keycloak.admin().put("/master", Map.of("adminEventsEnabled", true, "adminEventsDetailsEnabled", true))
                .requiring(204);
    }

    @Test
    void aGrantLetsAUserOfMasterAdministerOneTenantUntilItsRevocation() {
        assertThat(users(acme)).isEqualTo(403);
        Instant begin = Instant.now().minusSeconds(1);

        JsonNode granted = grant(acme, Map.of("user", helper.name(), "minutes", 30, "reason", "ticket 4711"))
                .requiring(200).json();

        assertThat(granted.get("user").asText()).isEqualTo(helper.name());
        assertThat(granted.get("userId").asText()).isEqualTo(helper.id());
        assertThat(granted.get("grantedBy").asText()).isEqualTo(granter.name());
        assertThat(granted.get("reason").asText()).isEqualTo("ticket 4711");
        assertThat(granted.get("roles")).hasSizeGreaterThan(20);
        assertThat(Instant.parse(granted.get("until").asText()))
                .isBetween(begin.plus(Duration.ofMinutes(30)), Instant.now().plus(Duration.ofMinutes(30)));
        assertThat(list(acme)).containsExactly(granted);
        assertThat(list(globex)).isEmpty();
        assertThat(users(acme)).isEqualTo(200);
        assertThat(users(globex)).isEqualTo(403);
        assertThat(helper.api().get("").json().findValuesAsText("realm")).containsExactly(acme);
        assertThat(helper.api().post("/" + acme + "/users", Map.of("username", "bob", "enabled", true)).status())
                .isEqualTo(201);
        assertThat(helper.api().get(TestTenants.PATH + "/" + acme).status()).as("the operators' API").isEqualTo(403);

        assertThat(revoke(acme, helper).status()).isEqualTo(204);
        assertThat(users(acme)).isEqualTo(403);
        assertThat(list(acme)).isEmpty();
        assertThat(revoke(acme, helper).status()).isEqualTo(404);
        assertThat(grants()).isZero();
        assertThat(events(acme)).extracting(event -> event.get("operationType").asText())
                .containsExactly("DELETE", "CREATE");
        assertThat(events(acme)).allSatisfy(event -> {
            assertThat(event.at("/authDetails/userId").asText()).isEqualTo(granter.id());
            assertThat(event.get("resourceType").asText()).isEqualTo("TENANT");
            assertThat(event.get("representation").asText()).contains("ticket 4711", helper.id());
        });
    }

    @Test
    void aGrantOfSomeRolesGivesOnlyTheseAndASecondGrantReplacesTheFirst() {
        grant(acme, Map.of("user", helper.name(), "roles", List.of("view-users"), "minutes", 5, "reason", "a look"))
                .requiring(200);
        assertThat(users(acme)).isEqualTo(200);
        assertThat(helper.api().post("/" + acme + "/users", Map.of("username", "bob")).status()).isEqualTo(403);

        grant(acme, Map.of("user", helper.name(), "roles", List.of("manage-realm"), "minutes", 9, "reason", "a change"))
                .requiring(200);
        assertThat(users(acme)).isEqualTo(403);
        assertThat(helper.api().put("/" + acme, Map.of("loginTheme", "")).status()).isEqualTo(204);
        assertThat(list(acme)).hasSize(1);
        assertThat(list(acme).get(0).get("roles")).hasSize(1);
        assertThat(list(acme).get(0).get("reason").asText()).isEqualTo("a change");
    }

    @Test
    void mastersAdminGrantsAccessToItself() {
        AdminApi admin = keycloak.admin();
        String access = TestTenants.PATH + "/" + acme + "/access";
        assertThat(admin.get("/" + acme + "/users").status()).isEqualTo(403);

        admin.post(access, Map.of("minutes", 5, "reason", "an emergency")).requiring(200);
        assertThat(admin.get("/" + acme + "/users").status()).isEqualTo(200);

        admin.delete(access + "/admin").requiring(204);
        assertThat(admin.get("/" + acme + "/users").status()).isEqualTo(403);
    }

    @Test
    void revokingAGrantKeepsARoleThatTheUserHadBefore() {
        // An administrator can map only roles that they have (RolePermissions.checkAdminRoles): admin needs a grant.
        keycloak.admin().post(TestTenants.PATH + "/" + acme + "/access", Map.of("minutes", 5, "reason", "to map"));
        String client = keycloak.admin().get("/master/clients?clientId=" + acme + "-realm").json().at("/0/id").asText();
        keycloak.admin().post("/master/users/" + helper.id() + "/role-mappings/clients/" + client,
                List.of(keycloak.admin().get("/master/clients/" + client + "/roles/view-users").json())).requiring(204);
        keycloak.admin().delete(TestTenants.PATH + "/" + acme + "/access/admin").requiring(204);

        grant(acme, Map.of("user", helper.name(), "minutes", 5, "reason", "more")).requiring(200);
        assertThat(helper.api().post("/" + acme + "/users", Map.of("username", "bob")).status()).isEqualTo(201);
        revoke(acme, helper).requiring(204);

        assertThat(users(acme)).isEqualTo(200);
        assertThat(helper.api().post("/" + acme + "/users", Map.of("username", "eve")).status()).isEqualTo(403);
    }

    @Test
    void anExpiredGrantEndsWithAnEventByTheServer() {
        grantAll(acme);
        grantAll(globex);

        setOver(acme);

        Eventually.holds("the grant has ended", () -> users(acme) == 403);
        assertThat(list(acme)).isEmpty();
        assertThat(users(globex)).isEqualTo(200);
        JsonNode event = events(acme).get(0);
        assertThat(event.get("operationType").asText()).isEqualTo("DELETE");
        assertThat(event.at("/details/by").asText()).isEqualTo("server");
        assertThat(event.at("/authDetails/userId").isTextual()).isFalse();
    }

    /** As if a server hangs in the middle of a grant. */
    @Test
    void aLockedGrantDoesNotDelayTheEndOfAnotherTenantsGrant() throws Exception {
        grantAll(acme);
        grantAll(globex);
        try (Connection hanging = keycloak.database().connect()) {
            hanging.setAutoCommit(false);
            try (PreparedStatement lock = hanging.prepareStatement(ROLE + " for update of r")) {
                lock.setString(1, acme + "-realm");
                lock.execute();
            }
            setOver(acme);
            Eventually.holds("the server waits for the lock", this::isRoleAwaited);
            setOver(globex);

            Eventually.holds("the other grant has ended", () -> users(globex) == 403);
            assertThat(users(acme)).isEqualTo(200);
            hanging.rollback();
        }
        Eventually.holds("the grant has ended", () -> users(acme) == 403);
    }

    private boolean isRoleAwaited() {
        return count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query ilike '%keycloak_role%'""") > 0;
    }

    @Test
    @Tag("long")
    void aGrantThatExpiresWhileTheServerIsStoppedHasEndedAfterTheStart() {
        grantAll(acme);
        keycloak.server().stop();
        setOver(acme);
        keycloak.server().start();

        assertThat(users(acme)).isEqualTo(403);
        assertThat(grants()).isZero();
    }

    @Test
    void onlyTheRoleGrantTenantAccessGrantsAndRevokes() {
        grantAll(acme);
        String path = TestTenants.PATH + "/" + acme + "/access";
        Map<String, Object> request = Map.of("minutes", 5, "reason", "I want it");
        for (String role : List.of("manage-tenants", "view-tenants")) {
            AdminApi operator = MasterUser.with(keycloak, role).api();
            assertThat(operator.post(path, request).status()).as(role).isEqualTo(403);
            assertThat(operator.delete(path + "/" + helper.name()).status()).as(role).isEqualTo(403);
            assertThat(operator.get(path).status()).as(role).isEqualTo(200);
        }
        assertThat(MasterUser.with(keycloak, "grant-tenant-access").api().get(path).status()).isEqualTo(403);
        assertThat(helper.api().post(path, request).status()).as("a user who has a grant").isEqualTo(403);
        AdminApi ada = new AdminApi(keycloak.server().url(), acme, "ada", PASSWORD);
        assertThat(ada.post(path, request).status()).isEqualTo(403);
        assertThat(ada.get(path).status()).isEqualTo(403);
        assertThat(users(acme)).isEqualTo(200);
    }

    @Test
    void aRefusedGrantNamesTheWrongField() {
        assertRefused(400, "user", Map.of("user", "no-such-user"));
        assertRefused(400, "user", Map.of("user", "ada"));
        assertRefused(400, "minutes", Map.of("minutes", 0));
        assertRefused(400, "minutes", Map.of("minutes", 1441));
        assertRefused(400, "reason", Map.of("reason", " "));
        assertRefused(400, "reason", Map.of("reason", "x".repeat(201)));
        assertRefused(400, "roles", Map.of("roles", List.of()));
        grantAll(acme);
        assertRefused(400, "roles[1]",
                Map.of("roles", List.of("view-users", "tenantry-access-" + helper.id())));
        assertThat(grant("master", Map.of("minutes", 5, "reason", "no tenant")).status()).isEqualTo(404);

        keycloak.admin().post(TestTenants.PATH + "/" + acme + "/archive", null).requiring(200);
        assertRefused(409, "state", Map.of());
        revoke(acme, helper).requiring(204);
    }

    @Test
    void droppingATenantRemovesItsGrantsCompletely() {
        grantAll(acme);
        assertThat(grants()).isOne();

        TestTenants.drop(keycloak.admin(), acme).requiring(204);

        assertThat(grants()).isZero();
        assertThat(count("select count(*) from role_attribute a where not exists"
                + " (select 1 from keycloak_role r where r.id = a.role_id)")).isZero();
        assertThat(count("select count(*) from user_role_mapping m where not exists"
                + " (select 1 from keycloak_role r where r.id = m.role_id)")).isZero();
        assertThat(count("select count(*) from client where client_id = ?", acme + "-realm")).isZero();
    }

    @Test
    void releasingATenantEndsItsGrants() {
        grantAll(acme);

        Answer release = keycloak.admin().post(TestTenants.PATH + "/" + acme + "/release", null).requiring(202);
        new TestAdoption(keycloak, release.createdId()).ended("DONE");

        assertThat(users(acme)).isEqualTo(403);
        assertThat(grants()).isZero();
        assertThat(events(acme).get(0).at("/details/by").asText()).isEqualTo("server");
        assertThat(keycloak.admin().get("/" + acme + "/users").json()).hasSize(1);
    }

    @Test
    void noAccessIsGrantedToATenantThatIsBeingReleased() {
        Answer release;
        try (FaultLock lock = Fault.COPYING.hold(keycloak.database())) {
            release = keycloak.admin().post(TestTenants.PATH + "/" + acme + "/release", null).requiring(202);
            Eventually.holds("the release copies users", lock::isAwaited);

            assertRefused(409, "state", Map.of());
        } finally {
            Fault.disarm(keycloak.database());
        }
        new TestAdoption(keycloak, release.createdId()).ended("DONE");
        assertThat(grants()).isZero();
    }

    @Test
    void aRenamedTenantKeepsItsGrantsAndADeletedUserLosesTheirs() {
        grantAll(acme);
        keycloak.admin().put(TestTenants.PATH + "/" + acme, Map.of("name", acme + "-2")).requiring(200);
        assertThat(users(acme + "-2")).isEqualTo(200);
        assertThat(list(acme + "-2")).hasSize(1);

        keycloak.admin().delete("/master/users/" + helper.id()).requiring(204);
        assertThat(list(acme + "-2")).isEmpty();
    }

    @Test
    void aTenantsOwnRoleThatLooksLikeAnExpiredGrantIsKept() {
        AdminApi ada = new AdminApi(keycloak.server().url(), acme, "ada", PASSWORD);
        String role = "tenantry-access-" + helper.id();
        ada.post("/" + acme + "/roles", Map.of("name", role, "attributes",
                Map.of("tenantry.access.until", List.of("2020-01-01T00:00:00Z")))).requiring(201);
        grantAll(globex);
        setOver(globex);

        Eventually.holds("the grant has ended", () -> users(globex) == 403);
        assertThat(ada.get("/" + acme + "/roles/" + role).status()).isEqualTo(200);
    }

    private void grantAll(String tenant) {
        grant(tenant, Map.of("user", helper.name(), "minutes", 60, "reason", "a test")).requiring(200);
        assertThat(users(tenant)).isEqualTo(200);
    }

    private Answer grant(String tenant, Map<String, Object> request) {
        return granter.api().post(TestTenants.PATH + "/" + tenant + "/access", request);
    }

    private Answer revoke(String tenant, MasterUser user) {
        return granter.api().delete(TestTenants.PATH + "/" + tenant + "/access/" + user.name());
    }

    private void assertRefused(int status, String field, Map<String, Object> wrong) {
        Map<String, Object> request = new HashMap<>(Map.of("user", helper.name(), "minutes", 5, "reason", "a test"));
        request.putAll(wrong);
        Answer refused = grant(acme, request);
        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.json().get("field").asText()).isEqualTo(field);
    }

    /** The status of Keycloak's own admin API if the helper lists the realm's users with a new token. */
    private int users(String tenant) {
        return helper.api().get("/" + tenant + "/users").status();
    }

    private JsonNode list(String tenant) {
        return granter.api().get(TestTenants.PATH + "/" + tenant + "/access").requiring(200).json();
    }

    /** The admin events about the helper's access to this tenant, the newest first. */
    private JsonNode events(String tenant) {
        return keycloak.admin().get("/master/admin-events?resourcePath=tenants/" + tenant + "/access/" + helper.name())
                .json();
    }

    /** Sets the end of the tenant's grants to a time in the past, so that they have expired. */
    private void setOver(String tenant) {
        keycloak.database().execute("""
                update role_attribute set value = '2020-01-01T00:00:00Z'
                where name = 'tenantry.access.until' and role_id in (
                  select r.id from keycloak_role r join client c on c.id = r.client where c.client_id = ?)""",
                tenant + "-realm");
    }

    /** The number of grants that the helper has, of all tenants. */
    private long grants() {
        return count("select count(*) from keycloak_role where name = ? and client_role",
                "tenantry-access-" + helper.id());
    }

    private long count(String sql, Object... parameters) {
        return keycloak.database().<Number>value(sql, parameters).longValue();
    }
}
