package dev.tenantry.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.actors.UserFixtures;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.Fault;
import dev.tenantry.support.postgres.FaultLock;
import dev.tenantry.support.process.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An adopted realm is in service again, and the job still removes the realm's users from Keycloak's own tables. */
final class AdoptedRealmInServiceIT {

    /** The adoption removes this number of users in two pages. */
    private static final int USERS = 550;

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private TestTenant globex;
    private UserFixtures fixtures;

    @BeforeEach
    void provision() {
        globex = new TestTenants(keycloak).provision("ada", "globex-secret-2");
        globex.addUser("user1", "globex-secret-3");
        fixtures = UserFixtures.create(keycloak, USERS);
    }

    @AfterEach
    void theOtherTenantGoesOn() {
        Fault.disarm(keycloak.database());
        assertThat(globex.signIn("ada", "globex-secret-2").status()).isEqualTo(200);
        assertThat(globex.count("users", "true")).isEqualTo(2);
        TestTenants.drop(keycloak.admin(), globex.name());
    }

    /** Starts an adoption, and runs the work after the first page of users is removed from Keycloak's tables. */
    private TestAdoption adopt(Runnable work) {
        try (FaultLock lock = Fault.REMOVING.hold(keycloak.database())) {
            TestAdoption job = TestAdoption.of(fixtures);
            Eventually.holds("the first page of users is removed", lock::isAwaited);
            assertThat(fixtures.local()).as("users of the second page").isBetween(1L, (long) USERS);
            work.run();
            Fault.disarm(keycloak.database());
            return job;
        }
    }

    private void delete(String path) {
        assertThat(fixtures.realm().delete(path).status()).as(path).isEqualTo(204);
    }

    private String firstId(String path, String field, String value) {
        for (var object : fixtures.realm().get(path).json()) {
            if (object.get(field).asText().equals(value)) {
                return object.get("id").asText();
            }
        }
        throw new AssertionError(value + " is missing");
    }

    private long usersWith(String term) {
        String schema = fixtures.asTenant("").json().get("schema").asText();
        return keycloak.database().<Long>value(
                "select count(*) from \"" + schema + "\".users where found_by @> array[?::text]", term);
    }

    @Test
    void objectsThatUsersReferToCanBeDeletedBeforeAllUsersAreRemovedFromKeycloaksTables() {
        String role = fixtures.realm().get("/roles/inventor").json().get("id").asText();
        String group = firstId("/groups", "name", "Radio");
        String client = firstId("/clients?clientId=" + UserFixtures.PARTNER, "clientId", UserFixtures.PARTNER);
        String scope = firstId("/client-scopes", "name", "email");

        TestAdoption job = adopt(() -> {
            assertThat(usersWith("r:" + role)).isEqualTo(USERS / 2);
            delete("/roles/inventor");
            delete("/groups/" + group);
            delete("/client-scopes/" + scope);
            delete("/clients/" + client);
            delete("/identity-provider/instances/elsewhere");
        });

        job.adopted(fixtures);
        assertThat(usersWith("r:" + role)).isZero();
        assertThat(usersWith("g:" + group)).isZero();
        assertThat(usersWith("c:" + client)).isZero();
        assertThat(usersWith("i:elsewhere")).isZero();
        assertThat(fixtures.refused()).isEmpty();
    }

    @Test
    void aFailedJobEndsAfterTheStatementsOfTheGuide() throws IOException {
        String guide = Files.readString(Path.of("docs", "guides", "adopt.md"));
        List<String> blocks = SQL.matcher(guide).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(1);
        String statements = blocks.get(0);
        TestAdoption job = adopt(() -> keycloak.database().execute(
                "update user_entity set first_name = 'Ada' where realm_id = ?", fixtures.realm().id()));
        assertThat(job.ended("FAILED").get("cause").asText()).contains("changed after the comparison");
        assertThat(fixtures.local()).isPositive();

        keycloak.database().execute(statements.replace("'shop'", "'" + globex.name() + "'"));
        assertThat(fixtures.local()).as("after the statements for another realm").isPositive();
        keycloak.database().execute(statements.replace("'shop'", "'" + fixtures.realm().name() + "'"));

        assertThat(TestAdoption.of(fixtures)).as("the job of a repeated request").isEqualTo(job);
        job.adopted(fixtures);
        assertThat(fixtures.refused()).isEmpty();
    }
}
