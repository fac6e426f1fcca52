package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import org.junit.jupiter.api.Test;

final class DriftIT {

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();

    private JsonNode look(TestTenant tenant, String what) {
        return keycloak.admin().get(TestTenants.PATH + "/" + tenant.name() + "/" + what).json();
    }

    @Test
    void aManualChangeOfATenantsSchemaIsReportedAsDrift() {
        TestTenants tenants = new TestTenants(keycloak);
        TestTenant acme = tenants.provision("ada", "acme-secret-1");
        TestTenant globex = tenants.provision("ada", "globex-secret-2");
        assertThat(look(acme, "drift").get("drifted").asBoolean()).isFalse();

        keycloak.database().execute("alter table \"" + acme.schema() + "\".users add column shoe_size integer");

        JsonNode drift = look(acme, "drift");
        assertThat(drift.get("drifted").asBoolean()).isTrue();
        assertThat(drift.get("missing")).isEmpty();
        assertThat(drift.get("unexpected")).hasSize(1);
        assertThat(drift.at("/unexpected/0").asText()).contains("shoe_size");
        assertThat(drift.get("actualFingerprint")).isNotEqualTo(drift.get("expectedFingerprint"));
        assertThat(look(globex, "drift").get("drifted").asBoolean()).isFalse();
        assertThat(look(globex, "drift").get("actualFingerprint")).isEqualTo(drift.get("expectedFingerprint"));
    }

    @Test
    void theMigrationsOfATenantsSchemaAreListed() {
        TestTenant acme = new TestTenants(keycloak).provision("ada", "acme-secret-1");

        JsonNode migrations = look(acme, "migrations");
        assertThat(migrations.get("version")).isEqualTo(migrations.get("newest"));
        assertThat(migrations.get("version").asInt()).isEqualTo(acme.look().json().get("schemaVersion").asInt());
        assertThat(migrations.get("migrations")).hasSize(migrations.get("newest").asInt())
                .allSatisfy(step -> assertThat(step.get("installedAt").asText()).isNotEmpty());
    }
}
