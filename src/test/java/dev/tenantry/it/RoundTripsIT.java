package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.RoundTrips;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Counts the round trips to the tenants' database. The server also makes a round trip of its own every two seconds, to
 * check its caches. Each test therefore repeats its work and takes the lowest count.
 */
final class RoundTripsIT {

    private static final int TIMES = 10;
    private static final String PASSWORD = "acme-secret-1";

    private static final RoundTrips NETWORK = RoundTrips.to(Postgres.shared());
    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("roundtrips", settings -> settings
            .withOption("spi-tenants--default--db-url", NETWORK.url("roundtrips")));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);
    private static final TestTenant ACME = TENANTS.provision("ada", PASSWORD);
    private static final TestTenant GLOBEX = TENANTS.provision("ada", PASSWORD);

    @BeforeAll
    static void furnish() {
        // The tests sign in more often than the brute-force protection allows.
        ACME.change("", Map.of("bruteForceProtected", false));
        GLOBEX.change("", Map.of("bruteForceProtected", false));
        ACME.change("/users/profile", Map.of("unmanagedAttributePolicy", "ENABLED"));
        ACME.change("/users/" + ACME.firstUserId(), Map.of("attributes", Map.of("colour", "red")));
        String group = ACME.post("/groups", Map.of("name", "inventors")).createdId();
        ACME.put("/users/" + ACME.firstUserId() + "/groups/" + group, Map.of());
        signIn();
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
        NETWORK.close();
    }

    private static void signIn() {
        assertThat(ACME.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private static long fewest(Runnable before, Runnable work) {
        return LongStream.range(0, TIMES)
                .map(i -> {
                    before.run();
                    long begun = NETWORK.count();
                    work.run();
                    return NETWORK.count() - begun;
                })
                .min()
                .orElseThrow();
    }

    private static void emptyCaches() {
        assertThat(ACME.post("/clear-user-cache", null).status()).isEqualTo(204);
    }

    @Test
    void aLoginOfACachedUserIsNoRoundTrip() {
        assertThat(fewest(() -> { }, RoundTripsIT::signIn)).isZero();
    }

    @Test
    void aLoginOfAnUncachedUserIsOneRoundTrip() {
        assertThat(fewest(RoundTripsIT::emptyCaches, RoundTripsIT::signIn)).isEqualTo(1);
    }

    @Test
    void aWrongPasswordOfAnUncachedUserIsOneRoundTrip() {
        assertThat(fewest(RoundTripsIT::emptyCaches,
                () -> assertThat(ACME.signIn("ada", "wrong-secret-1").status()).isEqualTo(400))).isEqualTo(1);
    }

    @Test
    void aLoginInEachOfTwoTenantsIsOneRoundTripPerTenant() {
        GLOBEX.signIn("ada", PASSWORD);
        assertThat(fewest(
                () -> {
                    emptyCaches();
                    GLOBEX.post("/clear-user-cache", null);
                },
                () -> {
                    signIn();
                    assertThat(GLOBEX.signIn("ada", PASSWORD).status()).isEqualTo(200);
                })).isEqualTo(2);
    }

    @Test
    void anEventCostsALoginOneRoundTripMore() {
        TestTenant initech = TENANTS.provision("ada", PASSWORD);
        initech.change("", Map.of("bruteForceProtected", false, "eventsEnabled", true));
        initech.signIn("ada", PASSWORD);

        assertThat(fewest(() -> initech.post("/clear-user-cache", null),
                () -> assertThat(initech.signIn("ada", PASSWORD).status()).isEqualTo(200))).isEqualTo(2);
        assertThat(fewest(() -> { }, () -> initech.signIn("ada", "wrong-secret-1"))).isEqualTo(1);
    }

    /**
     * The first round trip asks whether the email is in use as an email or as a username. The second asks whether the
     * username is in use. The third writes all data of the user.
     */
    @Test
    void aUserIsCreatedInThreeRoundTripsWithAllKindsOfData() {
        assertThat(fewest(() -> { }, () -> ACME.post("/users", person()).createdId())).isEqualTo(3);
    }

    private static Map<String, Object> person() {
        String name = TestTenants.newName();
        return Map.of(
                "username", name, "email", name + "@acme.test", "firstName", "Grace", "lastName", "Hopper",
                "enabled", true, "emailVerified", true,
                "attributes", Map.of("colour", List.of("red", "blue"), "size", List.of("XL")),
                "requiredActions", List.of("UPDATE_PASSWORD"),
                "groups", List.of("/inventors"),
                "credentials", List.of(Map.of("type", "password", "value", PASSWORD)));
    }

    /** The test's own read of the user is one round trip. The change then reads the user again and writes it. */
    @Test
    void aUserIsReadAndChangedInThreeRoundTripsForAnyNumberOfChanges() {
        String id = ACME.post("/users", person()).createdId();
        assertThat(fewest(() -> { }, () -> ACME.change("/users/" + id, Map.of(
                "firstName", TestTenants.newName(), "lastName", TestTenants.newName(),
                "attributes", Map.of("colour", TestTenants.newName(), "shape", "round"))))).isEqualTo(3);
    }

    /** If the request contains the username, Keycloak looks for its owner, even if the username is unchanged. */
    @Test
    void aUserIsChangedInTwoRoundTripsIfTheRequestRepeatsTheUsername() {
        Map<String, Object> person = new HashMap<>(person());
        String id = ACME.post("/users", person).createdId();
        person.keySet().removeAll(Set.of("credentials", "groups"));
        assertThat(fewest(() -> person.put("lastName", TestTenants.newName()),
                () -> ACME.put("/users/" + id, person).requiring(204))).isEqualTo(2);
    }

    @Test
    void aLoginByEmailIsOneRoundTrip() {
        ACME.change("/users/" + ACME.firstUserId(), Map.of("email", "ada@acme.test", "emailVerified", true));
        assertThat(fewest(RoundTripsIT::emptyCaches,
                () -> assertThat(ACME.signIn("ada@acme.test", PASSWORD).status()).isEqualTo(200))).isEqualTo(1);
    }

    /** Keycloak first looks for a user with this email, and then for a user with this text as username. */
    @Test
    void aLoginWithAnUnknownEmailIsOneRoundTrip() {
        assertThat(fewest(() -> { },
                () -> assertThat(ACME.signIn("nobody@acme.test", PASSWORD).status()).isEqualTo(400))).isEqualTo(1);
    }
}
