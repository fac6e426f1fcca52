package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakSettings;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a server whose own tables are in a schema other than public (Keycloak's option db-schema). */
final class DatabaseSchemaIT {

    private static final String PASSWORD = "ada-secret-1";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.another("schema_auth", DatabaseSchemaIT::inSchemaAuth);
    private final TestTenants tenants = new TestTenants(keycloak);

    /** Moves Keycloak's tables to another schema, whose name needs quotes. */
    private static KeycloakSettings inSchemaAuth(KeycloakSettings settings) {
        settings.database().execute("alter schema public rename to \"auth-1\"");
        settings.database().execute("create schema public");
        return settings.withOption("db-schema", "auth-1");
    }

    @AfterEach
    void stop() {
        keycloak.server().stop();
    }

    @Test
    void aTenantIsProvisionedCountedExportedRestoredAndAttached() {
        TestTenant acme = tenants.provision("ada", PASSWORD);
        TestTenant globex = tenants.provision("ada", PASSWORD);
        assertThat(keycloak.database().rows("select 1 from \"auth-1\".realm where name = ?", acme.name())).hasSize(1);
        assertThat(keycloak.database().<String>value("select to_regclass('public.realm')::text")).isNull();

        assertThat(residue(acme)).isZero();
        keycloak.database().execute("insert into \"auth-1\".fed_user_attribute (id, name, user_id, realm_id)"
                + " values ('1', 'a', 'b', ?)", acme.id());
        assertThat(residue(acme)).isOne();

        byte[] bundle = keycloak.admin().getBytes(TestTenants.PATH + "/" + acme.name() + "/bundle").body();
        Answer copied = keycloak.admin().postBytes(
                TestTenants.PATH + "/bundle?name=" + TestTenants.newName(), "application/zip", bundle);
        assertThat(copied.status()).as(copied.body()).isEqualTo(201);
        TestTenants.drop(keycloak.admin(), acme.name()).requiring(204);
        Answer restored = keycloak.admin().postBytes(TestTenants.PATH + "/bundle", "application/zip", bundle);
        assertThat(restored.status()).as(restored.body()).isEqualTo(201);
        assertThat(restored.json().get("id").asText()).isEqualTo(acme.id());
        assertThat(acme.signIn("ada", PASSWORD).status()).isEqualTo(200);
        assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);

        keycloak.database().execute("delete from tenantry.tenant where realm_id = ?", globex.id());
        keycloak.admin().post(TestTenants.PATH + "/findings/fix",
                Map.of("kind", "SCHEMA_UNREGISTERED", "subject", globex.schema())).requiring(200);
        keycloak.admin().post(TestTenants.PATH + "/attach",
                Map.of("realm", globex.name(), "schema", globex.schema())).requiring(200);
        assertThat(globex.signIn("ada", PASSWORD).status()).isEqualTo(200);
    }

    private long residue(TestTenant tenant) {
        return keycloak.admin().get(TestTenants.PATH + "/" + tenant.name() + "/residue").requiring(200).json()
                .get("rows").asLong();
    }
}
