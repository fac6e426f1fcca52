package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code …/tenants/statistics}, {@code …/console} and {@code …/{name}/usage}. */
final class StatisticsIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final AdminApi admin = keycloak.admin();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "lovelace-1815");
    private final TestTenant globex = new TestTenants(keycloak).provision("ada", "lovelace-1815");

    @Test
    void usageCountsATenantsOwnUsers() {
        acme.post("/users", Map.of("username", "grace"));

        JsonNode usage = usage(acme).json();

        assertThat(usage.get("tenant").asText()).isEqualTo(acme.name());
        assertThat(usage.get("users").asLong()).isEqualTo(2);
        assertThat(usage.get("bytes").asLong()).isPositive();
        assertThat(usage(globex).json().get("users").asLong()).isEqualTo(1);
    }

    @Test
    void anArchivedTenantsUsageIsRefusedByItsState() {
        acme.apply("archive");

        assertThat(usage(acme).status()).isEqualTo(409);
        assertThat(usage(acme).json().get("field").asText()).isEqualTo("state");
        assertThat(admin.get(TestTenants.PATH + "/no-such-tenant/usage").status()).isEqualTo(404);
    }

    @Test
    void statisticsHoldProvisioningTimesAndDays() {
        JsonNode statistics = admin.get(TestTenants.PATH + "/statistics?days=7").json();

        assertThat(statistics.at("/states/ACTIVE").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(statistics.get("days")).hasSize(7);
        assertThat(statistics.at("/days/6/tenants").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(StreamSupport.stream(statistics.get("provisioningTimes").spliterator(), false))
                .filteredOn(time -> time.get("tenant").asText().equals(acme.name()))
                .singleElement()
                .satisfies(time -> assertThat(time.get("milliseconds").asLong()).isPositive());
    }

    @Test
    void theServerCountsTheUsersOfTheDay() {
        Eventually.holds("a count of today", () -> admin.get(TestTenants.PATH + "/statistics?days=1")
                .json().at("/days/0/users").isNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "732", "some"})
    void aBadNumberOfDaysIsNamed(String days) {
        Answer refused = admin.get(TestTenants.PATH + "/statistics?days=" + days);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asText()).isEqualTo("days");
    }

    @Test
    void theConsolesDataListsTemplatesAndDatabases() {
        JsonNode console = admin.get(TestTenants.PATH + "/console").json();

        assertThat(console.get("templates")).extracting(JsonNode::asText).contains("default");
        assertThat(console.get("databases")).extracting(JsonNode::asText).contains("main");
        assertThat(console.get("schemaVersion").asInt()).isEqualTo(acme.look().json().get("schemaVersion").asInt());
        assertThat(console.get("retentionDays").asInt()).isEqualTo(30);
    }

    private Answer usage(TestTenant tenant) {
        return admin.get(TestTenants.PATH + "/" + tenant.name() + "/usage");
    }
}
