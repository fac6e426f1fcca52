package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("main")
@Tag("containers")
final class StatesIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void provision() {
        acme = tenants.provision("ada", "acme-secret-1");
        globex = tenants.provision("ada", "globex-secret-2");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.look().json().get("state").asText()).isEqualTo("ACTIVE");
        TestTenants.drop(keycloak.admin(), acme.name());
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    private static void assertState(Answer answer, String state) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("state").asText()).isEqualTo(state);
    }

    private static void assertRefused(Answer answer, String state) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("field").asText()).isEqualTo("state");
        assertThat(answer.json().get("errorMessage").asText()).contains(" is " + state);
    }

    private Answer signIn() {
        return acme.signIn("ada", "acme-secret-1");
    }

    /**
     * Holds the lock of an operation on the tenant while the server's tasks have something to do. The tasks skip the
     * tenant for this reason. Then the operation makes the tenant active.
     */
    private void resumeInBetween(Runnable something) throws SQLException {
        try (Connection operation = keycloak.database().connect();
                PreparedStatement lock = operation.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended(concat('tenantry-realm:', ?::text), 0))")) {
            operation.setAutoCommit(false);
            lock.setString(1, acme.id());
            lock.execute();
            something.run();
            long round = round();
            Eventually.holds("the maintenance tasks have skipped the tenant", () -> round() > round + 1);
            keycloak.database().execute(
                    "update tenantry.tenant set state = 'ACTIVE', purge_after = null where realm_id = ?", acme.id());
            keycloak.database().execute("update realm set enabled = true, not_before = 0 where id = ?", acme.id());
            operation.commit();
        }
        long round = round();
        Eventually.holds("the maintenance tasks have run again", () -> round() > round + 1);
        keycloak.admin().post("/" + acme.name() + "/clear-realm-cache", null);
    }

    /** The number of runs of the maintenance tasks. Each run takes and releases the lease, which adds two attempts. */
    private long round() {
        return keycloak.database().<Long>value("select attempt / 2 from tenantry.maintenance");
    }

    private JsonNode offlineTokens() {
        Answer answer = acme.realm().token(Map.of("grant_type", "password", "client_id", TestTenant.APPLICATION,
                "scope", "openid offline_access", "username", "ada", "password", "acme-secret-1"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Nested
    final class ASuspendedTenant {

        @Test
        void refusesLoginsAndTokenRefreshes() {
            JsonNode online = signIn().json();
            JsonNode offline = offlineTokens();

            assertState(acme.apply("suspend"), "SUSPENDED");

            assertThat(signIn().status()).isEqualTo(403);
            assertThat(acme.refresh(online).status()).isEqualTo(403);
            assertThat(acme.refresh(offline).status()).isEqualTo(403);
            assertThat(acme.account(online).get("").status()).isEqualTo(401);
        }

        @Test
        void canBeReadAndNotChanged() {
            assertState(acme.apply("suspend"), "SUSPENDED");

            assertThat(acme.get("/users").json().findValuesAsText("username")).containsExactly("ada");
            assertThat(acme.get("/users/count").body()).isEqualTo("1");
            String ada = "/users/" + acme.firstUserId();
            assertThat(acme.delete(ada).status()).isEqualTo(503);
            assertThat(acme.put(ada, Map.of("firstName", "Augusta")).status()).isEqualTo(503);
            assertThat(acme.count("users", "first_name = 'Ada'")).isOne();
        }

        @Test
        void servesAgainOnceItIsResumed() {
            JsonNode online = signIn().json();
            JsonNode offline = offlineTokens();
            assertState(acme.apply("suspend"), "SUSPENDED");
            assertState(acme.apply("resume"), "ACTIVE");

            assertThat(signIn().status()).isEqualTo(200);
            assertThat(acme.refresh(offline).status()).as("refresh of an offline session").isEqualTo(200);
            assertThat(acme.refresh(online).status()).as("refresh of an ended session").isEqualTo(400);
        }

        @Test
        void isNotEnabledByItsRealmsSettings() {
            assertState(acme.apply("suspend"), "SUSPENDED");

            Answer enabling = acme.put("", Map.of("enabled", true));
            assertThat(enabling.status()).as(enabling.body()).isEqualTo(409);
            assertThat(acme.put("", Map.of("displayNameHtml", "<b>Acme</b>")).status()).isEqualTo(204);
            assertThat(signIn().status()).isEqualTo(403);
        }

        /** The realm is enabled directly in Keycloak's database. */
        @Test
        void refusesLoginsEvenIfItsRealmIsEnabledInTheDatabase() {
            assertState(acme.apply("suspend"), "SUSPENDED");
            keycloak.database().execute("update realm set enabled = true where id = ?", acme.id());
            keycloak.admin().post("/" + acme.name() + "/clear-realm-cache", null);

            assertThat(signIn().status()).isNotEqualTo(200);
        }

        /** The tenant is resumed while the server is about to disable its realm. */
        @Test
        void isNotSuspendedAgainIfItWasResumedMeanwhile() throws SQLException {
            assertState(acme.apply("suspend"), "SUSPENDED");

            resumeInBetween(() ->
                    keycloak.database().execute("update realm set enabled = true where id = ?", acme.id()));

            assertState(acme.look(), "ACTIVE");
            assertThat(signIn().status()).isEqualTo(200);
        }
    }

    @Nested
    final class AnArchivedTenant {

        @Test
        void isUnavailableUntilItIsRestored() {
            assertState(acme.apply("archive"), "ARCHIVED");
            assertThat(acme.look().json().get("purgeAfter").asText()).isNotEmpty();
            assertThat(signIn().status()).isEqualTo(403);
            assertThat(acme.get("/users/" + acme.firstUserId()).status()).isEqualTo(503);
            assertThat(acme.put("", Map.of("enabled", true)).status()).isEqualTo(409);

            assertState(acme.apply("restore"), "ACTIVE");
            assertThat(acme.look().json().has("purgeAfter")).isFalse();
            assertThat(signIn().status()).isEqualTo(200);
        }

        /** The tenant is restored while the server is about to purge it. */
        @Test
        void isNotPurgedIfItWasRestoredMeanwhile() throws SQLException {
            assertState(acme.apply("archive"), "ARCHIVED");

            resumeInBetween(() -> keycloak.database().execute(
                    "update tenantry.tenant set purge_after = now() - interval '1 s' where realm_id = ?", acme.id()));

            assertState(acme.look(), "ACTIVE");
            assertThat(signIn().status()).isEqualTo(200);
        }

        @Test
        void isKeptForTheRetentionThatItsOperatorChooses() {
            Answer archived = acme.apply("archive?retentionDays=400");
            assertState(archived, "ARCHIVED");
            assertThat(archived.json().get("purgeAfter").asText().substring(0, 4))
                    .isGreaterThan(archived.json().get("createdAt").asText().substring(0, 4));

            Answer invalid = globex.apply("archive?retentionDays=-1");
            assertThat(invalid.status()).isEqualTo(400);
            assertThat(invalid.json().get("field").asText()).isEqualTo("retentionDays");
        }

        @Test
        void isListedByItsState() {
            assertState(acme.apply("archive"), "ARCHIVED");

            String query = TestTenants.PATH + "?search=" + acme.name() + "&state=";
            assertThat(keycloak.admin().get(query + "ARCHIVED").json()).hasSize(1);
            assertThat(keycloak.admin().get(query + "ACTIVE").json()).isEmpty();
            assertThat(keycloak.admin().get(query + "ASLEEP").status()).isEqualTo(400);
        }
    }

    /** If the tenant already has the requested state, nothing changes. A refused operation's error names the state. */
    @Test
    void everyOperationInEveryStateSucceedsOrNamesTheState() {
        for (String operation : List.of("resume", "restore")) {
            assertState(acme.apply(operation), "ACTIVE");
        }
        assertState(acme.apply("suspend"), "SUSPENDED");
        assertState(acme.apply("suspend"), "SUSPENDED");
        assertRefused(acme.apply("restore"), "SUSPENDED");
        assertState(acme.apply("migrate"), "SUSPENDED");
        assertState(acme.apply("resume"), "ACTIVE");
        assertState(acme.apply("resume"), "ACTIVE");
        assertState(acme.apply("migrate"), "ACTIVE");
        assertState(acme.apply("migrate"), "ACTIVE");

        assertState(acme.apply("archive"), "ARCHIVED");
        assertState(acme.apply("archive"), "ARCHIVED");
        for (String operation : List.of("suspend", "resume", "migrate")) {
            assertRefused(acme.apply(operation), "ARCHIVED");
        }
        assertState(acme.apply("restore"), "ACTIVE");
        assertState(acme.apply("restore"), "ACTIVE");
        assertState(acme.apply("suspend"), "SUSPENDED");
        assertState(acme.apply("archive"), "ARCHIVED");
        assertState(acme.apply("restore"), "ACTIVE");
        assertThat(signIn().status()).isEqualTo(200);

        assertThat(new TestTenant(keycloak, "none", "no-such-tenant", "none", "none").apply("suspend").status())
                .isEqualTo(404);
    }

    @Test
    void onlyAnArchivedTenantIsDroppedWithoutForceAndOnlyByItsName() {
        String path = TestTenants.PATH + "/" + acme.name();
        assertRefused(keycloak.admin().delete(path, Map.of("name", acme.name())), "ACTIVE");
        assertThat(acme.apply("suspend").status()).isEqualTo(200);
        assertRefused(keycloak.admin().delete(path, Map.of("name", acme.name())), "SUSPENDED");
        assertThat(acme.apply("archive").status()).isEqualTo(200);

        for (Object body : new Object[] {Map.of("name", globex.name()), Map.of()}) {
            Answer unnamed = keycloak.admin().delete(path, body);
            assertThat(unnamed.status()).isEqualTo(400);
            assertThat(unnamed.json().get("field").asText()).isEqualTo("name");
        }
        assertThat(keycloak.admin().delete(path + "?force=true").status()).as("without a body").isEqualTo(400);
        assertThat(keycloak.admin().delete(path, Map.of("name", acme.name())).status()).isEqualTo(204);
        assertThat(acme.look().status()).isEqualTo(404);
        assertThat(acme.get("").status()).isEqualTo(404);
    }
}
