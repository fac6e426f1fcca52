package dev.tenantry.it.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.TestTenant;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage of a tenant's invitations to organizations. {@link OrganizationMembersIT} shows how users accept them. */
final class InvitationsIT {

    private static final MailServer MAIL = new MailServer();

    private final KeycloakUnderTest keycloak = KeycloakUnderTest.shared();
    private final TestTenants tenants = new TestTenants(keycloak);
    private final TestTenant acme = tenants.provision("ada", "lovelace-1815");
    private final TestTenant globex = tenants.provision("ada", "lovelace-1815");

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @BeforeEach
    void allowOrganizations() {
        List.of(acme, globex).forEach(tenant -> {
            MAIL.serve(tenant);
            tenant.change("", Map.of("organizationsEnabled", true));
        });
    }

    private static String organization(TestTenant tenant) {
        return tenant.post("/organizations",
                Map.of("name", "Navy", "domains", List.of(Map.of("name", "navy.test")))).createdId();
    }

    private static Answer invite(TestTenant tenant, String organization, String email) {
        return tenant.keycloak().admin().postForm(
                "/" + tenant.name() + "/organizations/" + organization + "/members/invite-user",
                Map.of("email", email, "firstName", "Grace", "lastName", "Hopper"));
    }

    private long stored(TestTenant tenant) {
        return keycloak.database().<Number>value("select count(*) from \"" + tenant.schema() + "\".invitation")
                .longValue();
    }

    private long inKeycloaksTable() {
        return keycloak.database().<Number>value("""
                select count(*) from org_invitation where organization_id in (
                  select id from org where realm_id in (?, ?))""", acme.id(), globex.id()).longValue();
    }

    @Test
    void anInvitationIsStoredInTheTenantsSchemaUntilItEnds() {
        String navy = organization(acme);
        invite(acme, navy, "grace@navy.test").requiring(204);
        invite(acme, navy, "mary@navy.test").requiring(204);
        invite(acme, navy, "Mary@navy.test").requiring(409);
        invite(globex, organization(globex), "grace@navy.test").requiring(204);

        assertThat(stored(acme)).isEqualTo(2);
        assertThat(stored(globex)).isOne();
        assertThat(inKeycloaksTable()).isZero();
        JsonNode found = acme.get("/organizations/" + navy + "/invitations?search=GRACE@").json();
        assertThat(found).singleElement().satisfies(grace -> {
            assertThat(grace.get("email").asText()).isEqualTo("grace@navy.test");
            assertThat(grace.get("firstName").asText()).isEqualTo("Grace");
            assertThat(grace.get("status").asText()).isEqualTo("PENDING");
        });

        String id = found.at("/0/id").asText();
        acme.post("/organizations/" + navy + "/invitations/" + id + "/resend", null).requiring(204);
        assertThat(stored(acme)).isEqualTo(2);
        String resent = acme.get("/organizations/" + navy + "/invitations?email=grace@navy.test").json()
                .at("/0/id").asText();
        acme.delete("/organizations/" + navy + "/invitations/" + resent).requiring(204);
        assertThat(stored(acme)).isOne();
        acme.delete("/organizations/" + navy).requiring(204);
        assertThat(stored(acme)).isZero();
        assertThat(stored(globex)).isOne();
    }

    @Test
    void anInvitationWhoseMailIsNotSentIsNotStored() {
        String navy = organization(acme);
        acme.change("", Map.of("smtpServer", Map.of("host", "127.0.0.1", "port", "1", "from", "a@acme.test")));

        invite(acme, navy, "grace@navy.test").requiring(500);

        assertThat(stored(acme)).isZero();
        assertThat(inKeycloaksTable()).isZero();
    }

    @Test
    void anInvitationOfOneTenantIsNotFoundInAnother() {
        String navy = organization(acme);
        String other = organization(globex);
        invite(acme, navy, "grace@navy.test").requiring(204);
        String id = acme.get("/organizations/" + navy + "/invitations").json().at("/0/id").asText();

        assertThat(globex.get("/organizations/" + other + "/invitations/" + id).status()).isEqualTo(404);
        assertThat(globex.delete("/organizations/" + other + "/invitations/" + id).status()).isEqualTo(404);
        assertThat(globex.get("/organizations/" + navy + "/invitations").status()).isEqualTo(404);
        assertThat(stored(acme)).isOne();
    }
}
