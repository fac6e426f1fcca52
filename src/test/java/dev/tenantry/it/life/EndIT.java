package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a tenant is dropped in any way, only a deletion record is left. */
@Tag("main")
@Tag("containers")
final class EndIT {

    private static final String DELETION_RECORDS = TestTenants.PATH + "/deletion-records";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void provision() {
        TestTenants tenants = new TestTenants(keycloak);
        acme = tenants.provision("ada", "acme-secret-1");
        globex = tenants.provision("ada", "globex-secret-2");
        acme.addUser("grace", "acme-secret-3");
        for (TestTenant tenant : List.of(acme, globex)) {
            tenant.put("/events/config", Map.of("eventsEnabled", true, "adminEventsEnabled", true)).requiring(204);
            tenant.post("/groups", Map.of("name", "crew")).requiring(201);
            tenant.signIn("grace", "wrong");
            assertThat(stored(tenant)).isEqualTo(3); // one of them is the change of the event settings
        }
    }

    private long stored(TestTenant tenant) {
        return keycloak.database().<Number>value("select count(*) from \"" + tenant.schema() + "\".event").longValue();
    }

    private long inKeycloaksTables(TestTenant tenant) {
        return keycloak.database().<Number>value("""
                select (select count(*) from event_entity where realm_id = ?)
                  + (select count(*) from admin_event_entity where realm_id = ?)""", tenant.id(), tenant.id())
                .longValue();
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    private void assertCertified() {
        assertThat(acme.look().status()).isEqualTo(404);
        assertThat(acme.get("").status()).isEqualTo(404);
        assertThat(keycloak.database().rows("select 1 from pg_namespace where nspname = ?", acme.schema())).isEmpty();

        Answer answer = keycloak.admin().get(DELETION_RECORDS + "/" + acme.id());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode deletionRecord = answer.json();
        assertThat(deletionRecord.get("name").asText()).isEqualTo(acme.name());
        assertThat(deletionRecord.get("schema").asText()).isEqualTo(acme.schema());
        assertThat(deletionRecord.at("/rows/users").asInt()).isEqualTo(2);
        assertThat(deletionRecord.get("digest").asText()).hasSize(64);
        assertThat(answer.body()).doesNotContain("\"ada", "grace"); // with a quote, because the digest can contain ada
        assertThat(keycloak.admin().get(DELETION_RECORDS + "?name=" + acme.name()).json())
                .containsExactly(deletionRecord);

        assertThat(deletionRecord.at("/rows/event").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(inKeycloaksTables(acme)).as("events in Keycloak's tables").isZero();
        assertThat(stored(globex)).as("the other tenant's events").isNotZero();
    }

    @Test
    void theOperationDropsTheTenant() {
        assertThat(TestTenants.drop(keycloak.admin(), acme.name()).status()).isEqualTo(204);
        assertCertified();
    }

    @Test
    void theRealmsRemovalDropsTheTenant() {
        assertThat(acme.delete("").status()).isEqualTo(204);
        assertCertified();
    }

    /** Keycloak then stores the removal as an event of the removed realm. */
    @Test
    void theRealmsRemovalByItsOwnAdminDropsTheTenant() {
        AdminApi ada = new AdminApi(keycloak.server().url(), acme.name(), "ada", "acme-secret-1");

        assertThat(ada.delete("/" + acme.name()).status()).isEqualTo(204);

        assertCertified();
    }

    @Test
    void thePurgeDropsAnArchivedTenantAfterItsRetention() {
        assertThat(acme.apply("archive?retentionDays=0").status()).isEqualTo(200);

        Eventually.holds("the purge", () -> keycloak.admin().get(DELETION_RECORDS + "/" + acme.id()).status() == 200
                && acme.look().status() == 404);
        assertCertified();
    }

    @Test
    void anArchivedTenantIsKeptDuringItsRetention() {
        assertThat(globex.apply("archive?retentionDays=1").status()).isEqualTo(200);
        assertThat(acme.apply("archive?retentionDays=0").status()).isEqualTo(200);
        Eventually.holds("the purge of acme", () -> acme.look().status() == 404);

        assertThat(globex.apply("restore").status()).isEqualTo(200);
    }

    @Test
    void anExistingTenantHasNoDeletionRecord() {
        assertThat(keycloak.admin().get(DELETION_RECORDS + "/" + acme.id()).status()).isEqualTo(404);
    }
}
