package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.LostWorker;
import dev.tenantry.support.postgres.TenantsRole;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Manual changes in the database are reported as findings. One call fixes or contains most of the findings. */
final class FindingsIT {

    private static final String FINDINGS = TestTenants.PATH + "/findings";

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.disturbed();
    private TestTenant acme;
    private TestTenant globex;

    @BeforeEach
    void provision() {
        TestTenants tenants = new TestTenants(keycloak);
        acme = tenants.provision("ada", "acme-secret-1");
        globex = tenants.provision("ada", "globex-secret-2");
        assertThat(found(acme.name())).isEmpty();
    }

    @AfterEach
    void theOtherTenantIsFine() {
        assertThat(found(globex.name())).isEmpty();
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
    }

    private List<JsonNode> found(String subject) {
        Answer answer = keycloak.admin().get(FINDINGS);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().spliterator(), false)
                .filter(finding -> finding.get("subject").asText().equals(subject))
                .toList();
    }

    private void assertFound(String kind, String subject) {
        assertThat(found(subject)).singleElement().satisfies(finding -> {
            assertThat(finding.get("kind").asText()).isEqualTo(kind);
            assertThat(finding.get("detail").asText()).isNotEmpty();
            assertThat(finding.get("fix").asText()).isNotEmpty();
        });
    }

    private Answer fix(String kind, String subject) {
        return keycloak.admin().post(FINDINGS + "/fix", Map.of("kind", kind, "subject", subject));
    }

    private void assertFixed(String kind, String subject) {
        JsonNode fixed = fix(kind, subject).requiring(200).json();
        assertThat(fixed.get("fixed").asBoolean()).as(fixed.toString()).isTrue();
        assertThat(fixed.has("next")).isFalse();
    }

    /** Asserts that the fix only contains the finding: the answer and the list name the next step. */
    private void assertContained(String kind, String subject) {
        JsonNode contained = fix(kind, subject).requiring(200).json();
        assertThat(contained.get("fixed").asBoolean()).as(contained.toString()).isFalse();
        assertThat(contained.get("next").asText()).isNotEmpty();
        assertThat(found(subject)).anyMatch(finding -> finding.get("kind").asText().equals(kind)
                && finding.get("next").equals(contained.get("next")));
    }

    private JsonNode health() {
        return keycloak.admin().get(TestTenants.PATH + "/" + acme.name() + "/health").requiring(200).json();
    }

    private void assertRefused(String operation, String... words) {
        Answer refused = acme.apply(operation);
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().get("field").asText()).isEqualTo("schema");
        assertThat(refused.json().get("errorMessage").asText()).contains(acme.schema()).contains(words);
    }

    private void change(String sql, Object... parameters) {
        keycloak.database().execute(sql, parameters);
        keycloak.admin().post("/" + acme.name() + "/clear-realm-cache", null);
    }

    private void assertAllIsWell() {
        assertThat(found(acme.name())).isEmpty();
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(200);
        assertThat(acme.get("/users").json().at("/0/id").asText()).isEqualTo(acme.firstUserId());
    }

    @Test
    void aDisabledComponentIsFoundAndFixed() {
        change("""
                update component_config set value = 'false' where name = 'enabled'
                and component_id in (select id from component where realm_id = ? and provider_id = 'tenantry')""",
                acme.id());
        assertFound("COMPONENT_DISABLED", acme.name());

        assertFixed("COMPONENT_DISABLED", acme.name());
        assertAllIsWell();
    }

    @Test
    void aMissingComponentIsRestoredAndTheUsersKeepTheirIds() {
        change("""
                delete from component_config
                where component_id in (select id from component where realm_id = ? and provider_id = 'tenantry')""",
                acme.id());
        change("delete from component where realm_id = ? and provider_id = 'tenantry'", acme.id());
        assertFound("COMPONENT_MISSING", acme.name());

        assertFixed("COMPONENT_MISSING", acme.name());
        assertAllIsWell();
    }

    @Test
    void aStandardRealmsUserWithAnIdOfATenantIsFound() {
        StandardRealm standard = StandardRealm.create(keycloak, "mallory", "m-secret-17");
        change("insert into tenantry.plain_id values (?, ?, true)", standard.firstUserId(), acme.id());

        assertFound("ID_DUPLICATE", standard.name());

        assertThat(found(standard.name()).get(0).get("detail").asText()).contains(standard.firstUserId(), acme.name());
        assertThat(fix("ID_DUPLICATE", standard.name()).status()).isEqualTo(409);
        assertThat(keycloak.admin().delete("/" + standard.name()).status()).isEqualTo(204);
        assertThat(found(standard.name())).isEmpty();
        assertAllIsWell();
    }

    @Test
    void aWrongSchemaVersionIsFoundAndFixed() {
        change("update tenantry.tenant set schema_version = 99 where realm_id = ?", acme.id());
        assertFound("VERSION_DIFFERS", acme.name());

        assertFixed("VERSION_DIFFERS", acme.name());
        assertAllIsWell();
    }

    @Test
    void aSchemaWithoutAMarkIsFoundAndFixed() {
        change("comment on schema \"" + acme.schema() + "\" is null");
        assertThat(acme.get("/users").status()).isGreaterThanOrEqualTo(400);
        assertFound("SCHEMA_UNMARKED", acme.name());

        assertFixed("SCHEMA_UNMARKED", acme.name());
        assertAllIsWell();
    }

    @Test
    void aSchemaWithAnotherRealmsMarkIsFoundAndItsTenantIsSuspended() {
        change("comment on schema \"" + acme.schema() + "\" is 'tenantry realm " + globex.id() + "'");
        assertThat(acme.get("/users").status()).isGreaterThanOrEqualTo(400);
        assertFound("SCHEMA_FOREIGN", acme.name());

        assertContained("SCHEMA_FOREIGN", acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("SUSPENDED");
        assertRefused("resume", "is marked as another realm's", "resume " + acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("SUSPENDED");
        change("comment on schema \"" + acme.schema() + "\" is 'tenantry realm " + acme.id() + "'");
        assertThat(acme.apply("resume").status()).isEqualTo(200);
        assertAllIsWell();
    }

    @Test
    void aTenantWithoutARoleIsFoundAndFixed() {
        change("update tenantry.tenant set role_name = null where realm_id = ?", acme.id());
        change("reassign owned by \"" + acme.role() + "\" to " + TenantsRole.of(keycloak.database()).name());
        assertFound("ROLE_DIFFERS", acme.name());

        assertFixed("ROLE_DIFFERS", acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("ACTIVE");
        assertAllIsWell();
    }

    @Test
    void aNameThatDiffersFromTheRealmsIsFoundAndFixed() {
        String other = TestTenants.newName();
        change("update tenantry.tenant set name = ? where realm_id = ?", other, acme.id());
        assertFound("NAME_DIFFERS", other);

        assertFixed("NAME_DIFFERS", other);
        assertAllIsWell();
    }

    @Test
    void aMissingSchemaIsFoundAndItsTenantIsSuspendedAlthoughItsSessionsCannotBeRead() {
        JsonNode tokens = acme.signIn("ada", "acme-secret-1").requiring(200).json();
        keycloak.admin().post("/" + acme.name() + "/clear-user-cache", null).requiring(204);
        change("alter schema \"" + acme.schema() + "\" rename to away_" + acme.name());
        assertFound("SCHEMA_MISSING", acme.name());

        assertContained("SCHEMA_MISSING", acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("SUSPENDED");
        assertRefused("resume", "does not exist", "backup");
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(403);
        change("alter schema away_" + acme.name() + " rename to \"" + acme.schema() + "\"");
        assertThat(acme.apply("resume").status()).isEqualTo(200);
        assertThat(acme.refresh(tokens).status())
                .as("a refresh in a session that began before the suspension").isEqualTo(400);
        assertAllIsWell();
    }

    @Test
    void aTenantWhoseTablesAreOnALostServerIsUnavailableAndTheOthersAreServed() {
        LostWorker.take(keycloak.database(), acme.schema());
        try {
            assertFound("SCHEMA_UNREACHABLE", acme.name());
            assertThat(fix("SCHEMA_UNREACHABLE", acme.name()).status()).isEqualTo(503);
            for (int i = 0; i < 5; i++) {
                assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(503);
                assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
            }
            assertThat(acme.get("/users/count").status()).isEqualTo(503);
            assertThat(health().at("/findings/0/kind").asText()).isEqualTo("SCHEMA_UNREACHABLE");
            assertThat(health().at("/next").toString()).contains("docs/project/scale.md");
        } finally {
            LostWorker.giveBack(keycloak.database(), acme.schema());
        }
        assertAllIsWell();
    }

    @Test
    void aTenantThatIsMissingInTheRegistryIsAttachedAgain() {
        change("delete from tenantry.tenant where realm_id = ?", acme.id());
        assertFound("SCHEMA_UNREGISTERED", acme.schema());
        assertFound("REALM_UNREGISTERED", acme.name());

        assertContained("REALM_UNREGISTERED", acme.name());
        assertThat(acme.signIn("ada", "acme-secret-1").status()).isEqualTo(403);
        assertFixed("SCHEMA_UNREGISTERED", acme.schema());
        assertThat(found(acme.schema())).isEmpty();

        Answer attached = keycloak.admin().post(TestTenants.PATH + "/attach",
                Map.of("realm", acme.name(), "schema", acme.schema()));
        assertThat(attached.status()).as(attached.body()).isEqualTo(200);
        assertThat(attached.json().get("state").asText()).isEqualTo("ACTIVE");
        assertThat(acme.put("", Map.of("enabled", true)).status()).isEqualTo(204);
        assertAllIsWell();
    }

    @Test
    void aTenantWhoseRealmIsMissingIsArchived() {
        change("update tenantry.tenant set realm_id = realm_id || '-gone' where realm_id = ?", acme.id());
        assertThat(found(acme.name())).extracting(finding -> finding.get("kind").asText())
                .containsExactlyInAnyOrder("REALM_MISSING", "REALM_UNREGISTERED", "SCHEMA_FOREIGN");

        assertFixed("REALM_MISSING", acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("ARCHIVED");
        change("""
                update tenantry.tenant set realm_id = ?, state = 'ACTIVE', purge_after = null
                where realm_id = ? || '-gone'""", acme.id(), acme.id());
        assertAllIsWell();
    }

    @Test
    void aMissingColumnIsFoundAndBlocksMigrateResumeAndRestore() {
        assertThat(health().get("healthy").asBoolean()).as(health().toString()).isTrue();
        change("alter table \"" + acme.schema() + "\".users rename consents to away");
        assertFound("SCHEMA_DRIFTED", acme.name());
        assertThat(found(acme.name()).get(0).get("detail").asText()).startsWith("missing: column users.consents");
        assertThat(fix("SCHEMA_DRIFTED", acme.name()).status()).isEqualTo(409);
        assertRefused("migrate", "missing: column users.consents", "drift " + acme.name());

        assertThat(acme.apply("suspend").status()).isEqualTo(200);
        assertRefused("resume", "missing: column users.consents", "drift " + acme.name());
        assertThat(acme.look().json().get("state").asText()).isEqualTo("SUSPENDED");
        assertThat(acme.apply("archive").status()).isEqualTo(200);
        assertRefused("restore", "missing: column users.consents");

        change("alter table \"" + acme.schema() + "\".users rename away to consents");
        assertThat(acme.apply("restore").status()).isEqualTo(200);
        assertThat(acme.apply("migrate").status()).isEqualTo(200);
        assertAllIsWell();
    }

    @Test
    void aTenantsHealthSaysWhatFailedAndWhatToDo() {
        change("alter table \"" + acme.schema() + "\".users rename to away");
        assertThat(acme.get("/users").status()).isGreaterThanOrEqualTo(400);

        JsonNode health = health();
        assertThat(health.get("healthy").asBoolean()).isFalse();
        assertThat(health.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(health.get("schema").asText()).isEqualTo(acme.schema());
        assertThat(health.at("/findings/0/kind").asText()).isEqualTo("SCHEMA_DRIFTED");
        assertThat(health.at("/errors/0/error").asText()).contains("42P01");
        assertThat(health.at("/next/0").asText()).contains("drift " + acme.name());
        JsonNode others = keycloak.admin().get(TestTenants.PATH + "/" + globex.name() + "/health").requiring(200).json();
        assertThat(others.get("healthy").asBoolean()).isTrue();
        assertThat(others.get("errors")).isEmpty();
        assertThat(others.get("next")).isEmpty();

        change("alter table \"" + acme.schema() + "\".away rename to users");
        assertThat(health().get("findings")).isEmpty();
        assertAllIsWell();
        assertThat(keycloak.admin().get(TestTenants.PATH + "/no-such-tenant/health").status()).isEqualTo(404);
    }

    @Test
    void aFindingThatDoesNotExistIsNotFixed() {
        assertThat(fix("COMPONENT_MISSING", acme.name()).status()).isEqualTo(404);
        assertThat(fix("NO_SUCH_KIND", acme.name()).status()).isEqualTo(400);
        assertThat(keycloak.admin().post(FINDINGS + "/fix", Map.of("subject", acme.name())).status()).isEqualTo(400);
        assertAllIsWell();
    }

    @Test
    void anUnsuitableRealmOrSchemaIsNotAttached() {
        for (Map<String, String> wrong : List.of(
                Map.of("realm", "master", "schema", acme.schema()),
                Map.of("realm", "no-such-realm", "schema", acme.schema()),
                Map.of("realm", acme.name()))) {
            assertThat(keycloak.admin().post(TestTenants.PATH + "/attach", wrong).status()).isEqualTo(400);
        }
        assertThat(keycloak.admin().post(TestTenants.PATH + "/attach",
                Map.of("realm", acme.name(), "schema", globex.schema())).status()).isEqualTo(409);
        assertThat(keycloak.admin().post(TestTenants.PATH + "/attach",
                Map.of("realm", acme.name(), "schema", "tenant_none_12345678")).status()).isEqualTo(404);
        assertAllIsWell();
    }
}
