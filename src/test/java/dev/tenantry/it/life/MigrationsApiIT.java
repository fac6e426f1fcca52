package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code …/tenants/migrate} and {@code …/tenants/migrations} while all tenants are up to date. */
final class MigrationsApiIT {

    private static final String JOBS = TestTenants.PATH + "/migrations";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    @Test
    void aJobIsAcceptedAndItsAddressShowsThatItIsDone() {
        Answer accepted = migrate("");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).endsWith("/admin/realms" + JOBS + "/" + accepted.createdId());
        Eventually.holds("the job is done", () -> job(accepted.createdId()).get("state").asText().equals("DONE"));
        JsonNode job = job(accepted.createdId());
        assertThat(job.get("total").asInt()).isZero();
        assertThat(job.get("failures")).isEmpty();
        assertThat(job.get("server").asText()).isNotEmpty();
        assertThat(job.get("finishedAt").asText()).isGreaterThanOrEqualTo(job.get("startedAt").asText());
    }

    @Test
    void jobsAreListedTheNewestFirst() {
        String first = migrate("").createdId();
        Eventually.holds("the first job is done", () -> job(first).get("state").asText().equals("DONE"));
        String second = migrate("").createdId();

        JsonNode jobs = keycloak.admin().get(JOBS + "?max=2").json();

        assertThat(jobs).extracting(job -> job.get("id").asText()).containsExactly(second, first);
    }

    @Test
    void cancellingAJobThatHasEndedChangesNothing() {
        String id = migrate("").createdId();
        Eventually.holds("the job is done", () -> job(id).get("state").asText().equals("DONE"));

        Answer stopped = keycloak.admin().delete(JOBS + "/" + id);

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().get("state").asText()).isEqualTo("DONE");
    }

    @Test
    void aRehearsalRunsNothingIfAllTenantsAreUpToDate() {
        JsonNode rehearsal = keycloak.admin().post(JOBS + "/rehearsal?tenants=5", Map.of()).json();

        assertThat(rehearsal.get("behind").asInt()).isZero();
        assertThat(rehearsal.get("rehearsed").asInt()).isZero();
        assertThat(rehearsal.get("version").asInt()).isPositive();
        assertThat(keycloak.admin().post(JOBS + "/rehearsal?tenants=few", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(keycloak.admin().get(JOBS + "/no-such-job").status()).isEqualTo(404);
        assertThat(keycloak.admin().delete(JOBS + "/no-such-job").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "canary=no-such-tenant, canary",
        "canary=master, canary",
        "errorBudget=-1, errorBudget",
        "errorBudget=some, errorBudget"
    })
    void aBadParameterIsNamed(String query, String field) {
        Answer refused = migrate("?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").asText()).isEqualTo(field);
        assertThat(refused.json().get("errorMessage").asText()).isNotEmpty();
    }

    private Answer migrate(String query) {
        return keycloak.admin().post(TestTenants.PATH + "/migrate" + query, Map.of());
    }

    private JsonNode job(String id) {
        return keycloak.admin().get(JOBS + "/" + id).json();
    }
}
