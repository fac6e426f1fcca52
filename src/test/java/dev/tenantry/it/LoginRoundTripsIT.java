package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.KeycloakUnderTest;
import dev.tenantry.support.Postgres;
import dev.tenantry.support.RoundTrips;
import dev.tenantry.support.TestTenant;
import dev.tenantry.support.TestTenants;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a login asks of the tenants' database. The server looks after its caches every other second by a round trip of
 * its own: of several logins the one counts that had the fewest.
 */
final class LoginRoundTripsIT {

    private static final int LOGINS = 10;
    private static final String PASSWORD = "acme-secret-1";

    private static final RoundTrips NETWORK = RoundTrips.to(Postgres.shared());
    private static final KeycloakUnderTest KEYCLOAK = KeycloakUnderTest.another("roundtrips", settings -> settings
            .withOption("spi-tenants--default--db-url", NETWORK.url("roundtrips")));
    private static final TestTenants TENANTS = new TestTenants(KEYCLOAK);
    private static final TestTenant ACME = TENANTS.provision("ada", PASSWORD);
    private static final TestTenant GLOBEX = TENANTS.provision("ada", PASSWORD);

    @BeforeAll
    static void furnish() {
        // They sign in faster than a guard against guessing lets them.
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
        return LongStream.range(0, LOGINS)
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
    void aLoginOfSomebodyInTheCacheAsksNothing() {
        assertThat(fewest(() -> { }, LoginRoundTripsIT::signIn)).isZero();
    }

    @Test
    void aLoginOfSomebodyElseIsOneRoundTrip() {
        assertThat(fewest(LoginRoundTripsIT::emptyCaches, LoginRoundTripsIT::signIn)).isEqualTo(1);
    }

    @Test
    void aWrongPasswordIsOneRoundTripToo() {
        assertThat(fewest(LoginRoundTripsIT::emptyCaches,
                () -> assertThat(ACME.signIn("ada", "wrong-secret-1").status()).isEqualTo(400))).isEqualTo(1);
    }

    @Test
    void aLoginOfTheOneTenantAndThenOfTheOtherIsAsCheap() {
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
}
