package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keycloak deletes expired events periodically: on this server every second. */
@Tag("long")
final class ExpiredEventsIT {

    private static final String PASSWORD = "lovelace-1815";

    private static final KeycloakUnderTest KEYCLOAK =
            KeycloakUnderTest.another("expiry", settings -> settings.withOption("spi-scheduled--interval", "1"));

    @AfterAll
    static void stop() {
        KEYCLOAK.server().stop();
    }

    private static long stored(TestTenant tenant, String kind) {
        return KEYCLOAK.database().<Number>value(
                "select count(*) from \"" + tenant.schema() + "\".event where kind = ?", kind).longValue();
    }

    private static TestTenant tenant(Map<String, Object> settings) {
        return tenant(TestTenants.newName(), settings);
    }

    private static TestTenant tenant(String name, Map<String, Object> settings) {
        TestTenant tenant = new TestTenants(KEYCLOAK).asRequested(TestTenants.request(name, "ada", PASSWORD));
        tenant.put("/events/config", settings).requiring(204);
        tenant.signIn("ada", PASSWORD);
        tenant.post("/groups", Map.of("name", "crew")).requiring(201);
        return tenant;
    }

    @Test
    void eventsExpireByTheSettingsOfTheirOwnRealm() {
        TestTenant globex = tenant(Map.of("eventsEnabled", true, "adminEventsEnabled", true));
        TestTenant broken = tenant(Map.of("eventsEnabled", true, "eventsExpiration", 1));
        KEYCLOAK.database().execute("alter table \"" + broken.schema() + "\".event rename to gone");
        TestTenant acme = tenant(Map.of("eventsEnabled", true, "adminEventsEnabled", true, "eventsExpiration", 1));
        TestTenant suspended = tenant(Map.of("eventsEnabled", true, "eventsExpiration", 1));
        suspended.apply("suspend").requiring(200);

        Eventually.holds("the login events of acme expire", () -> stored(acme, "login") == 0);
        Eventually.holds("a suspended tenant's events expire too", () -> stored(suspended, "login") == 0);
        assertThat(stored(acme, "admin")).isNotZero();
        acme.change("", Map.of("attributes", Map.of("adminEventsExpiration", "1")));
        Eventually.holds("the admin events of acme expire", () -> stored(acme, "admin") == 0);

        assertThat(stored(globex, "login")).isOne();
        assertThat(stored(globex, "admin")).isNotZero();
        assertThat(KEYCLOAK.server().log())
                .contains("Tenant " + broken.name() + ": the expired login events were not deleted");
    }

    /** The tenants' events are deleted in the order of the tenants' names. */
    @Test
    void anAgeThatIsLongerThanAnyTimeExpiresNoEventAndStopsNoOtherTenant() {
        Map<String, Object> saved = Map.of("eventsEnabled", true, "adminEventsEnabled", true);
        TestTenant acme = tenant("a" + TestTenants.newName(), saved);
        TestTenant globex = tenant("b" + TestTenants.newName(), saved);
        acme.change("/events/config", Map.of("eventsExpiration", Long.MAX_VALUE));
        acme.change("", Map.of("attributes", Map.of("adminEventsExpiration", String.valueOf(Long.MAX_VALUE))));
        globex.change("/events/config", Map.of("eventsExpiration", 1));
        globex.change("", Map.of("attributes", Map.of("adminEventsExpiration", "1")));

        Eventually.holds("the login events of globex expire", () -> stored(globex, "login") == 0);
        Eventually.holds("the admin events of globex expire", () -> stored(globex, "admin") == 0);

        assertThat(stored(acme, "login")).isOne();
        assertThat(stored(acme, "admin")).isNotZero();
        assertThat(KEYCLOAK.server().log()).doesNotContain("Tenant " + acme.name() + ": the expired");
    }
}
