package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.StandardRealm;
import dev.tenantry.support.actors.TestAdoption;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Directory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests in which tables the users of a directory are stored. {@code DirectoryFidelityIT} compares the functions that
 * these users can use.
 */
final class DirectoryIT {

    @AutoClose
    private final Directory directory =
            Directory.inMemory().withPerson("grace", "cobol-1959").withPerson("ada", "another-ada-1");

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "lovelace-1815");
    private final TestTenant globex = tenants.provision("ada", "lovelace-1815");

    @Test
    void usersOfADirectoryWithoutImportAreInNoTable() {
        connect(acme, false);

        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.signIn("ada", "lovelace-1815").status()).isEqualTo(200);

        JsonNode found = acme.get("/users?search=a").json();
        assertThat(found.findValuesAsText("username")).contains("ada");
        assertThat(acme.get("/users?username=grace&exact=true").json().findValuesAsText("username"))
                .containsExactly("grace");
        assertThat(acme.count("users", "true")).isOne();
        assertThat(inKeycloaksTable(acme)).isZero();
    }

    @Test
    void importedUsersAreInTheSchemaOfTheTenantThatImportsThem() {
        String component = connect(acme, true);

        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.signIn("ada", "lovelace-1815").status()).as("the tenant's own user ada").isEqualTo(200);
        assertThat(acme.signIn("ada", "another-ada-1").status()).isEqualTo(400);

        assertThat(acme.count("users", "username = 'grace' and plain_id and federation_link = '" + component + "'"))
                .isOne();
        assertThat(acme.count("users", "true")).isEqualTo(2);
        assertThat(globex.count("users", "true")).isOne();
        assertThat(globex.signIn("grace", "cobol-1959").status()).isEqualTo(400);
        assertThat(keycloak.admin().get(TestTenants.PATH + "/" + acme.name() + "/residue").json().get("rows").asLong())
                .isZero();
    }

    @Test
    void aRealmWithImportedUsersIsAdoptedAndReleased() {
        TestRealm standard = StandardRealm.create(keycloak, "ada", "lovelace-1815");
        String component = connect(standard, true);
        assertThat(standard.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        String grace = standard.get("/users?username=grace").json().at("/0/id").asText();

        TestAdoption.begun(keycloak, TestAdoption.ask(keycloak, standard.name())).ended("DONE");

        JsonNode adopted = standard.get("/users/" + grace).json();
        assertThat(adopted.get("federationLink").asText()).isEqualTo(component);
        assertThat(standard.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(inKeycloaksTable(standard)).isZero();

        TestAdoption.begun(keycloak, keycloak.admin().post(TestTenants.PATH + "/" + standard.name() + "/release", null))
                .ended("DONE");

        assertThat(standard.get("/users/" + grace).json().get("federationLink").asText()).isEqualTo(component);
        assertThat(standard.signIn("grace", "cobol-1959").status()).isEqualTo(200);
    }

    private String connect(TestRealm realm, boolean importUsers) {
        return realm.post("/components", directory.component(importUsers)).requiring(201).createdId();
    }

    private long inKeycloaksTable(TestRealm realm) {
        return keycloak.database()
                .<Number>value("select count(*) from user_entity where realm_id = ?", realm.id())
                .longValue();
    }
}
