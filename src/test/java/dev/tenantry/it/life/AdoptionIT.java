package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Eventually;
import dev.tenantry.support.Fault;
import dev.tenantry.support.FaultLock;
import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.LoginBrowser;
import dev.tenantry.support.LoginOutcome;
import dev.tenantry.support.Realm;
import dev.tenantry.support.TestAdoption;
import dev.tenantry.support.TestRealm;
import dev.tenantry.support.TestTenant;
import dev.tenantry.support.TestTenants;
import dev.tenantry.support.UserFixtures;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A standard realm becomes a tenant with all its users, and a standard realm again, and nobody notices.
 * {@code -Dtenantry.adopted.users=10000} makes it a large one.
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

    private static LoginOutcome signInToPartner(UserFixtures crowd, int i) {
        LoginBrowser browser = new LoginBrowser(crowd.realm().realm());
        browser.authorize(UserFixtures.PARTNER, TestRealm.REDIRECT_URI);
        return browser.submit("user" + i, UserFixtures.PASSWORD);
    }

    @Test
    void nobodyNoticesThatTheirRealmIsAdoptedAndReleased() {
        UserFixtures crowd = UserFixtures.create(keycloak, USERS);
        JsonNode online = crowd.signIn(1).json();
        JsonNode offline = crowd.signIn(1, Map.of("scope", "openid offline_access")).json();
        String robot = subject(crowd.robotSignsIn().json());
        assertThat(signInToPartner(crowd, 4)).as("with consent").isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(signInToPartner(crowd, 5)).as("without").isInstanceOf(LoginOutcome.AskedFor.class);
        Map<String, JsonNode> before = crowd.looks();

        JsonNode job = TestAdoption.of(crowd).adopted(crowd);
        System.out.println("AdoptionIT: adopted " + job);

        assertThat(crowd.looks()).isEqualTo(before);
        assertThat(subject(crowd.signIn(1).json())).isEqualTo(subject(online));
        assertThat(crowd.realm().refresh(offline).status()).as("an offline session").isEqualTo(200);
        assertThat(crowd.realm().refresh(online).status()).as("a session").isEqualTo(200);
        assertThat(signInToPartner(crowd, 4)).as("with consent").isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(signInToPartner(crowd, 5)).as("without").isInstanceOf(LoginOutcome.AskedFor.class);
        assertThat(subject(crowd.robotSignsIn().json())).isEqualTo(robot);
        assertThat(crowd.realm().signIn("ada", UserFixtures.ADAS_PASSWORD).status()).isEqualTo(200);
        long begin = System.nanoTime();
        assertThat(crowd.refused()).isEmpty();
        System.out.println("AdoptionIT: " + USERS + " users have signed in within "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        String late = crowd.realm().addUser("late", "late-secret-1");
        assertThat(UUID.fromString(late).toString()).isEqualTo(late);

        JsonNode release = TestAdoption.releaseOf(crowd).ended("DONE");
        System.out.println("AdoptionIT: released " + release);

        assertThat(crowd.asTenant("").status()).isEqualTo(404);
        assertThat(crowd.local()).isEqualTo(crowd.total() + 1L);
        assertThat(late).isEqualTo(crowd.id("late"));
        assertThat(crowd.realm().delete("/users/" + crowd.id("late")).status()).isEqualTo(204);
        assertThat(crowd.looks()).isEqualTo(before);
        assertThat(crowd.realm().refresh(offline).status()).as("an offline session").isEqualTo(200);
        assertThat(crowd.realm().signIn("ada", UserFixtures.ADAS_PASSWORD).status()).isEqualTo(200);
        assertThat(subject(crowd.robotSignsIn().json())).isEqualTo(robot);
        assertThat(crowd.refused()).isEmpty();
        assertThat(keycloak.admin().get(TestTenants.PATH + "/deletion-records/" + crowd.realm().id()).status())
                .isEqualTo(200);
    }

    @Test
    void aReleasedRealmThatWasDisabledStaysDisabled() {
        UserFixtures crowd = UserFixtures.create(keycloak, 100);
        TestAdoption.of(crowd).adopted(crowd);
        assertThat(crowd.realm().put("", Map.of("enabled", false)).status()).isEqualTo(204);

        TestAdoption.releaseOf(crowd).ended("DONE");

        assertThat(crowd.asTenant("").status()).isEqualTo(404);
        assertThat(crowd.realm().get("").json().get("enabled").asBoolean()).isFalse();
        assertThat(crowd.local()).isEqualTo(crowd.total());
    }

    /** Another attempt has claimed the realm in Keycloak's database while this one stood still. */
    @Test
    void anAttemptThatHasLostItsClaimChangesNothingInKeycloaksDatabase() throws Exception {
        UserFixtures crowd = UserFixtures.create(keycloak, 100);
        TestAdoption job;
        try (FaultLock lock = Fault.COPYING.hold(keycloak.database())) {
            job = TestAdoption.of(crowd);
            Eventually.holds("a page is copied", lock::isAwaited);
            keycloak.database().execute("""
                    update server_config set value = '999999999'
                    where server_config_key = 'tenantry-adoption-' || ?""", crowd.realm().id());
        }
        Eventually.holds("the attempt ends", () -> keycloak.database().rows(
                "select 1 from tenantry.adoption where id = ? and step in ('COPY', 'VERIFY') and state = 'RUNNING'"
                        + " and copied > 0", job.id()).size() == 1);
        assertThat(crowd.local()).as("nobody is removed").isEqualTo(crowd.total());

        keycloak.database().execute("delete from server_config where server_config_key like 'tenantry-adoption-%'");
        keycloak.database().execute(
                "update tenantry.adoption set heartbeat_at = '-infinity' where id = ?", job.id());
        Eventually.holds("the next attempt has taken over and is done", () -> !job.isRunning());
        job.adopted(crowd);
        assertThat(keycloak.database().rows(
                "select 1 from server_config where server_config_key like 'tenantry-adoption-%'")).isEmpty();
        Fault.disarm(keycloak.database());
    }

    @Test
    void whatCannotBeAdoptedIsRefused() {
        assertRefused(400, "realm", "master");
        assertRefused(400, "realm", "no-such-realm");
        assertRefused(409, "name", globex.name());
        UserFixtures crowd = UserFixtures.create(keycloak, 100);
        keycloak.database().execute(
                "update user_entity set federation_link = 'ldap' where realm_id = ? and username = 'user1'",
                crowd.realm().id());
        assertRefused(400, "realm", crowd.realm().name());
        assertThat(crowd.realm().put("", Map.of("realm", "www")).status()).isEqualTo(204);
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
