package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Directory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A tenant's admin lets the users of an LDAP directory in: beside the tenant's own, and never into Keycloak's tables. */
final class DirectoryIT {

    @AutoClose
    private final Directory directory = Directory.withEmployee("grace", "cobol-1959");

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenant acme = new TestTenants(keycloak).provision("ada", "lovelace-1815");

    @Test
    void withoutImportTheyAreLetIn() {
        connect(false);

        assertThat(acme.signIn("grace", "cobol-1959").status()).isEqualTo(200);
        assertThat(acme.signIn("ada", "lovelace-1815").status()).isEqualTo(200);

        JsonNode found = acme.get("/users?search=a").json();
        assertThat(found.findValuesAsText("username")).contains("ada");
        assertThat(acme.get("/users?username=grace&exact=true").json().findValuesAsText("username"))
                .containsExactly("grace");
        assertThat(usersInKeycloaksTable()).isZero();
    }

    @Test
    void anImportIsRefusedAndTheTenantsOwnUsersAreNotConcerned() {
        connect(true);

        Answer grace = acme.signIn("grace", "cobol-1959");

        assertThat(grace.status()).isGreaterThanOrEqualTo(400);
        assertThat(keycloak.server().log()).contains("switch its option \"Import users\" off");
        assertThat(acme.signIn("ada", "lovelace-1815").status()).isEqualTo(200);
        assertThat(usersInKeycloaksTable()).isZero();
    }

    private void connect(boolean importUsers) {
        Answer added = acme.post("/components", directory.component(importUsers));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
    }

    private long usersInKeycloaksTable() {
        return keycloak.database()
                .<Number>value("select count(*) from user_entity where realm_id = ?", acme.id())
                .longValue();
    }
}
