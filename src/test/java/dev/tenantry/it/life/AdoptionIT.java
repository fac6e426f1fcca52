package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.actors.UserFixtures;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A standard realm with its users becomes a tenant, and then a standard realm again. Users and applications see no
 * change. {@code -Dtenantry.adopted.users=10000} sets the number of users.
 */
@Tag("main")
@Tag("containers")
final class AdoptionIT {

    private static final int USERS = Integer.getInteger("tenantry.adopted.users", 300);

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private TestTenant globex;

    @BeforeEach
    void provision() {
        globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
        globex.addUser("user1", "globex-secret-3");
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.signIn("user1", "globex-secret-3").status()).isEqualTo(200);
        assertThat(globex.count("users", "true")).isEqualTo(2);
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    private static String subject(JsonNode tokens) {
        return Realm.claims(tokens.get("access_token").asText()).get("sub").asText();
    }

    private static LoginOutcome signInToPartner(UserFixtures fixtures, int i) {
        LoginBrowser browser = new LoginBrowser(fixtures.realm().realm());
        browser.authorize(UserFixtures.PARTNER, TestRealm.REDIRECT_URI);
        return browser.submit("user" + i, UserFixtures.PASSWORD);
    }

    @Test
    void anAdoptionAndAReleaseChangeNothingForUsersAndApplications() {
        UserFixtures fixtures = UserFixtures.create(keycloak, USERS);
        JsonNode online = fixtures.signIn(1).json();
        JsonNode offline = fixtures.signIn(1, Map.of("scope", "openid offline_access")).json();
        String robot = subject(fixtures.robotSignsIn().json());
        assertThat(signInToPartner(fixtures, 4)).as("with consent").isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(signInToPartner(fixtures, 5)).as("without consent").isInstanceOf(LoginOutcome.AskedFor.class);
        Map<String, JsonNode> before = fixtures.looks();

        JsonNode job = TestAdoption.of(fixtures).adopted(fixtures);
        System.out.println("AdoptionIT: adopted " + job);

        assertThat(fixtures.looks()).isEqualTo(before);
        assertThat(subject(fixtures.signIn(1).json())).isEqualTo(subject(online));
        assertThat(fixtures.realm().refresh(offline).status()).as("an offline session").isEqualTo(200);
        assertThat(fixtures.realm().refresh(online).status()).as("a session").isEqualTo(200);
        assertThat(signInToPartner(fixtures, 4)).as("with consent").isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(signInToPartner(fixtures, 5)).as("without consent").isInstanceOf(LoginOutcome.AskedFor.class);
        assertThat(subject(fixtures.robotSignsIn().json())).isEqualTo(robot);
        assertThat(fixtures.realm().signIn("ada", UserFixtures.ADAS_PASSWORD).status()).isEqualTo(200);
        long begin = System.nanoTime();
        assertThat(fixtures.refused()).isEmpty();
        System.out.println("AdoptionIT: " + USERS + " users have signed in within "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        String late = fixtures.realm().addUser("late", "late-secret-1");
        assertThat(UUID.fromString(late).toString()).isEqualTo(late);

        JsonNode release = TestAdoption.releaseOf(fixtures).ended("DONE");
        System.out.println("AdoptionIT: released " + release);

        assertThat(fixtures.asTenant("").status()).isEqualTo(404);
        assertThat(fixtures.local()).isEqualTo(fixtures.total() + 1L);
        assertThat(late).isEqualTo(fixtures.id("late"));
        assertThat(fixtures.realm().delete("/users/" + fixtures.id("late")).status()).isEqualTo(204);
        assertThat(fixtures.looks()).isEqualTo(before);
        assertThat(fixtures.realm().refresh(offline).status()).as("an offline session").isEqualTo(200);
        assertThat(fixtures.realm().signIn("ada", UserFixtures.ADAS_PASSWORD).status()).isEqualTo(200);
        assertThat(subject(fixtures.robotSignsIn().json())).isEqualTo(robot);
        assertThat(fixtures.refused()).isEmpty();
        assertThat(keycloak.admin().get(TestTenants.PATH + "/deletion-records/" + fixtures.realm().id()).status())
                .isEqualTo(200);
    }

    @Test
    void aReleasedRealmThatWasDisabledStaysDisabled() {
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        TestAdoption.of(fixtures).adopted(fixtures);
        assertThat(fixtures.realm().put("", Map.of("enabled", false)).status()).isEqualTo(204);

        TestAdoption.releaseOf(fixtures).ended("DONE");

        assertThat(fixtures.asTenant("").status()).isEqualTo(404);
        assertThat(fixtures.realm().get("").json().get("enabled").asBoolean()).isFalse();
        assertThat(fixtures.local()).isEqualTo(fixtures.total());
    }

    /** While the first attempt stands still, another attempt claims the realm in Keycloak's database. */
    @Test
    void anAttemptThatHasLostItsClaimChangesNothingInKeycloaksDatabase() throws Exception {
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        TestAdoption job;
        try (FaultLock lock = Fault.COPYING.hold(keycloak.database())) {
            job = TestAdoption.of(fixtures);
            Eventually.holds("a page is copied", lock::isAwaited);
            keycloak.database().execute("""
                    update server_config set value = '999999999'
                    where server_config_key = 'tenantry-adoption-' || ?""", fixtures.realm().id());
        }
        Eventually.holds("the attempt ends", () -> keycloak.database().rows(
                "select 1 from tenantry.adoption where id = ? and step in ('COPY', 'VERIFY') and state = 'RUNNING'"
                        + " and copied > 0", job.id()).size() == 1);
        assertThat(fixtures.local()).as("users in Keycloak's tables").isEqualTo(fixtures.total());

        keycloak.database().execute("delete from server_config where server_config_key like 'tenantry-adoption-%'");
        keycloak.database().execute(
                "update tenantry.adoption set heartbeat_at = '-infinity' where id = ?", job.id());
        Eventually.holds("the next attempt has taken over and is done", () -> !job.isRunning());
        job.adopted(fixtures);
        assertThat(keycloak.database().rows(
                "select 1 from server_config where server_config_key like 'tenantry-adoption-%'")).isEmpty();
        Fault.disarm(keycloak.database());
    }

    @Test
    void aRealmThatCannotBeAdoptedIsRefused() {
        assertRefused(400, "realm", "master");
        assertRefused(400, "realm", "no-such-realm");
        assertRefused(409, "name", globex.name());
        UserFixtures fixtures = UserFixtures.create(keycloak, 100);
        assertThat(fixtures.realm().put("", Map.of("realm", "www")).status()).isEqualTo(204);
        assertRefused(400, "name", "www");
        assertThat(keycloak.admin().delete("/www").status()).isEqualTo(204);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/adoptions/none").status()).isEqualTo(404);
    }

    private void assertRefused(int status, String field, String realm) {
        Answer answer = TestAdoption.ask(keycloak, realm);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
    }
}
