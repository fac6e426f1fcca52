package dev.tenantry.it.flows;

import static dev.tenantry.it.flows.SchemaRows.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.support.actors.MailServer;
import dev.tenantry.support.actors.OnEachKind;
import dev.tenantry.support.actors.RealmKind;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Members join an organization. If a managed member is removed, Keycloak deletes the user; other users stay. */
final class OrganizationMembersIT {

    private static final String PASSWORD = "lovelace-1815";
    private static final MailServer MAIL = new MailServer();

    @AfterAll
    static void stopMail() {
        MAIL.close();
    }

    @OnEachKind
    void aPersonInvitedByMailRegistersAndIsAManagedMember(RealmKind kind) {
        TestRealm realm = realm(kind);
        String navy = organization(realm, "navy.test");
        assertThat(invite(realm, navy, "invite-user", Map.of("email", "grace@navy.test")).status()).isEqualTo(204);
        LoginBrowser browser = new LoginBrowser(realm.realm());

        assertThat(browser.open(MAIL.newest("grace@navy.test").link())).isInstanceOf(AskedFor.class);
        browser.submit(Map.of("username", "grace", "email", "grace@navy.test", "firstName", "Grace",
                "lastName", "Hopper", "password", PASSWORD, "password-confirm", PASSWORD));

        assertThat(members(realm, navy, "managed")).containsExactly("grace");
        assertRows(realm, "group_membership", "membership_type = 'MANAGED'", 1);
        assertThat(realm.get("/organizations/" + navy + "/invitations").json()).isEmpty();
        letGo(realm, navy, "grace");
        assertThat(realm.get("/users?username=grace").json()).isEmpty();
        assertRows(realm, "users", "username = 'grace'", 0);
    }

    @OnEachKind
    void anExistingUserInvitedByMailStaysAUserAfterTheMembership(RealmKind kind) {
        TestRealm realm = realm(kind);
        String navy = organization(realm, "navy.test");
        String grace = realm.addUser("grace", PASSWORD);
        assertThat(invite(realm, navy, "invite-existing-user", Map.of("id", grace)).status()).isEqualTo(204);
        LoginBrowser browser = new LoginBrowser(realm.realm());

        browser.open(MAIL.newest("grace@" + realm.name() + ".test").link());
        assertThat(members(realm, navy, "unmanaged")).isEmpty();
        browser.click("#kc-info-message a");

        assertThat(members(realm, navy, "unmanaged")).containsExactly("grace");
        assertRows(realm, "group_membership", "membership_type = 'UNMANAGED'", 1);
        letGo(realm, navy, "grace");
        assertThat(realm.signIn("grace", PASSWORD).status()).isEqualTo(200);
        assertRows(realm, "group_membership", "true", 0);
    }

    @OnEachKind
    void aUserOfTheOrganizationsIdentityProviderIsAManagedMember(RealmKind kind) {
        TestRealm realm = realm(kind);
        Partner partner = Partner.of(realm, kind, "grace");
        String domain = partner.realm().name() + ".test";
        String navy = organization(realm, domain);
        assertThat(realm.post("/organizations/" + navy + "/identity-providers", Partner.ALIAS).status())
                .isEqualTo(204);
        String path = "/identity-provider/instances/" + Partner.ALIAS;
        ObjectNode config = (ObjectNode) realm.get(path).json().get("config");
        realm.change(path, Map.of("config",
                config.put("kc.org.domain", domain).put("kc.org.broker.redirect.mode.email-matches", "true")));
        LoginBrowser browser = new LoginBrowser(realm.realm());
        browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI);

        browser.submit(Map.of("username", "grace@" + domain));
        assertThat(Partner.signInAtPartner(browser, "grace")).isInstanceOf(SignedIn.class);

        assertThat(members(realm, navy, "managed")).containsExactly("grace");
        assertRows(realm, "group_membership", "membership_type = 'MANAGED'", 1);
        letGo(realm, navy, "grace");
        assertRows(realm, "users", "username = 'grace'", 0);
        assertRows(realm, "broker_link", "true", 0);
    }

    @OnEachKind
    void deletingAnOrganizationKeepsItsMembersAsUsers(RealmKind kind) {
        TestRealm realm = realm(kind);
        String navy = organization(realm, "navy.test");
        String grace = realm.addUser("grace", PASSWORD);
        assertThat(realm.post("/organizations/" + navy + "/members", grace).status()).isEqualTo(201);
        assertRows(realm, "group_membership", "true", 1);

        assertThat(realm.delete("/organizations/" + navy).status()).isEqualTo(204);

        assertThat(realm.get("/users/" + grace).status()).isEqualTo(200);
        assertRows(realm, "group_membership", "true", 0);
    }

    private static TestRealm realm(RealmKind kind) {
        TestRealm realm = kind.create("ada", PASSWORD);
        MAIL.serve(realm);
        assertThat(realm.put("", Map.of("organizationsEnabled", true)).status()).isEqualTo(204);
        return realm;
    }

    private static String organization(TestRealm realm, String domain) {
        return realm.post("/organizations", Map.of("name", "Navy", "domains", List.of(Map.of("name", domain))))
                .createdId();
    }

    private static Answer invite(TestRealm realm, String organization, String how, Map<String, String> whom) {
        return realm.keycloak().admin().postForm(
                "/" + realm.name() + "/organizations/" + organization + "/members/" + how, whom);
    }

    private static List<String> members(TestRealm realm, String organization, String membership) {
        return realm.get("/organizations/" + organization + "/members?membershipType=" + membership).json()
                .findValuesAsText("username");
    }

    private static void letGo(TestRealm realm, String organization, String username) {
        String id = realm.get("/users?exact=true&username=" + username).json().at("/0/id").asText();
        assertThat(realm.delete("/organizations/" + organization + "/members/" + id).status()).isEqualTo(204);
    }
}
