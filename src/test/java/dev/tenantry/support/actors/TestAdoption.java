package dev.tenantry.support.actors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.Map;

/** A job that adopts a realm or releases a tenant. The job is started by the REST endpoint. */
public record TestAdoption(KeycloakUnderTest keycloak, String id) {

    private static final String PATH = TestTenants.PATH + "/adoptions/";

    public static TestAdoption of(UserFixtures fixtures) {
        KeycloakUnderTest keycloak = fixtures.realm().keycloak();
        return begun(keycloak, ask(keycloak, fixtures.realm().name()));
    }

    /** Requests the adoption of a realm. */
    public static Answer ask(KeycloakUnderTest keycloak, String realm) {
        return keycloak.admin().post(TestTenants.PATH + "/adopt", Map.of("realm", realm));
    }

    public static TestAdoption releaseOf(UserFixtures fixtures) {
        KeycloakUnderTest keycloak = fixtures.realm().keycloak();
        return begun(keycloak,
                keycloak.admin().post(TestTenants.PATH + "/" + fixtures.realm().name() + "/release", null));
    }

    /** Returns the job that the answer names. Fails if the answer is not 202. */
    public static TestAdoption begun(KeycloakUnderTest keycloak, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith(PATH + answer.createdId());
        return new TestAdoption(keycloak, answer.createdId());
    }

    public JsonNode look() {
        return keycloak.admin().get(PATH + id).json();
    }

    public Answer cancel() {
        return keycloak.admin().delete(PATH + id);
    }

    public boolean isRunning() {
        return look().get("state").asText().equals("RUNNING");
    }

    /** Waits for the end of the job. Fails if the job makes no progress for half a minute. */
    public JsonNode ended(String state) {
        while (isRunning()) {
            String last = passed();
            Eventually.holds("the job makes progress", () -> !isRunning() || !passed().equals(last));
        }
        JsonNode job = look();
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo(state);
        return job;
    }

    private String passed() {
        JsonNode job = look();
        return job.get("step") + " " + job.get("copied") + " " + job.get("verified") + " " + job.get("removed");
    }

    /** Waits until the adoption is done, and checks that all users are in the schema and nowhere else. */
    public JsonNode adopted(UserFixtures fixtures) {
        JsonNode job = ended("DONE");
        for (String count : new String[] {"total", "copied", "verified", "removed"}) {
            assertThat(job.get(count).asInt()).as(count).isEqualTo(fixtures.total());
        }
        assertThat(fixtures.local()).isZero();
        JsonNode residue = fixtures.asTenant("/residue").json();
        assertThat(residue.get("rows").asLong()).as(residue.toString()).isZero();
        assertThat(fixtures.asTenant("").json().get("state").asText()).isEqualTo("ACTIVE");
        return job;
    }
}
