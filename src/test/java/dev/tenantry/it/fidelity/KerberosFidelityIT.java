package dev.tenantry.it.fidelity;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Directory;
import dev.tenantry.support.process.Kdc;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A realm imports its users from Kerberos, or from an LDAP directory with Kerberos, by password or by ticket. */
@Tag("long")
final class KerberosFidelityIT {

    private static final String EXECUTIONS = "/authentication/flows/browser/executions";
    private static final Kdc KDC = Kdc.start().withPerson("grace", "cobol-1959").withPerson("jean", "eniac-1946");
    private static final KeycloakUnderTest SERVER = KeycloakUnderTest.another("kerberos",
            settings -> settings.withJavaOptions(settings.javaOptions() + " " + KDC.javaOption()));

    @RegisterExtension
    static final TwoRealms both = new TwoRealms(() -> SERVER);

    private final Script admin = both.admin();

    @AfterAll
    static void stop() {
        SERVER.server().stop();
        KDC.close();
    }

    private void connect(String editMode) {
        // Kerberos has no first and last names. Without this change, Keycloak would ask users for them.
        both.change("/authentication/required-actions/VERIFY_PROFILE", Map.of(
                "alias", "VERIFY_PROFILE", "name", "Verify Profile", "enabled", false));
        both.create("/components", KDC.component(editMode));
        both.findNamed("kerberos", "/components?type=org.keycloak.storage.UserStorageProvider");
    }

    @Test
    void aUserIsImportedAtTheFirstLogin() {
        connect("READ_ONLY");
        both.signIn("grace", "wrong").refused(400);
        both.signIn("grace", "cobol-1959");
        both.signIn("nobody", "cobol-1959").refused(400);
        both.find("grace", "/users?username=grace", "/0/id");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/credentials");
        admin.get("/users/count");
        both.account("grace", "cobol-1959").get("");
        both.signIn("ada", TwoRealms.PASSWORD);
    }

    @Test
    void aTicketSignsItsOwnerIn() {
        connect("READ_ONLY");
        acceptTickets();
        both.claims("of jean by ticket", realm -> byTicket(realm, "jean", "eniac-1946")).inAnyOrder();
        both.claims("of jean by a later ticket", realm -> byTicket(realm, "jean", "eniac-1946")).inAnyOrder();
        both.find("jean", "/users?username=jean", "/0/id");
        admin.get("/users/{jean}");
        admin.get("/users/{jean}/sessions");
    }

    @Test
    void aUserOfADirectorySignsInByKerberos() {
        try (Directory directory = Directory.inMemory()
                .withPerson("grace", "the-directory-has-another")
                .withPerson("jean", "the-directory-has-another")) {
            List.of("grace", "jean").forEach(name -> directory.change(name, Kdc.PRINCIPAL, KDC.principal(name)));
            both.create("/components", KDC.componentOf(directory));
            both.findNamed("directory", "/components?type=org.keycloak.storage.UserStorageProvider");
            acceptTickets();
            both.signIn("grace", "wrong").refused(400);
            both.signIn("grace", "the-directory-has-another").refused(400);
            both.signIn("grace", "cobol-1959");
            both.find("grace", "/users?username=grace", "/0/id");
            admin.get("/users/{grace}");
            admin.get("/users/{grace}/credentials");
            both.claims("of jean by ticket", realm -> byTicket(realm, "jean", "eniac-1946")).inAnyOrder();
            both.find("jean", "/users?username=jean", "/0/id");
            admin.get("/users/{jean}");
            both.claims("of jean by a later ticket", realm -> byTicket(realm, "jean", "eniac-1946")).inAnyOrder();
            admin.post("/user-storage/{directory}/sync?action=triggerFullSync");
            admin.get("/users?first=0&max=10").inAnyOrder();
            both.signIn("ada", TwoRealms.PASSWORD);
        }
    }

    private void acceptTickets() {
        both.find("ticket", EXECUTIONS, "/1/id"); // the cookie's execution is /0
        both.change(EXECUTIONS, Map.of("id", "{ticket}", "requirement", "ALTERNATIVE", "priority", 20));
    }

    private static Answer byTicket(Realm realm, String username, String password) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", TestRealm.APPLICATION);
        query.put("redirect_uri", TestRealm.REDIRECT_URI);
        query.put("scope", "openid");
        Answer answer = Http.at(realm.authorizationEndpoint())
                .header("Authorization", KDC.authorization(username, password))
                .get("?" + Http.form(query));
        if (answer.status() != 302) {
            return new Answer(401, answer.headers(), answer.body());
        }
        String location = answer.headers().firstValue("Location").orElseThrow();
        String code = URI.create(location).getQuery().replaceAll(".*code=([^&]*).*", "$1");
        return realm.token(Map.of("grant_type", "authorization_code", "client_id", TestRealm.APPLICATION,
                "code", code, "redirect_uri", TestRealm.REDIRECT_URI));
    }

    @Test
    void aUserOfAReadOnlyKerberosDoesNotChange() {
        connect("READ_ONLY");
        both.signIn("grace", "cobol-1959");
        both.find("grace", "/users?username=grace", "/0/id");
        admin.put("/users/{grace}/reset-password", Credential.password("new-secret-1")).refused(400);
        admin.put("/users/{grace}", Map.of("lastName", "Brewster"));
        admin.delete("/users/{grace}");
        both.signIn("grace", "cobol-1959");
    }

    @Test
    void aUserOfAnUnsyncedKerberosGetsAPasswordInTheRealm() {
        connect("UNSYNCED");
        both.signIn("grace", "cobol-1959");
        both.find("grace", "/users?username=grace", "/0/id");
        admin.put("/users/{grace}/reset-password", Credential.password("new-secret-1"));
        both.signIn("grace", "new-secret-1");
        both.signIn("grace", "cobol-1959").refused(400);
        admin.get("/users/{grace}");
    }

    @Test
    void importedUsersAreRemovedOrUnlinked() {
        connect("READ_ONLY");
        both.signIn("grace", "cobol-1959");
        admin.post("/user-storage/{kerberos}/remove-imported-users");
        admin.get("/users/count");
        both.signIn("grace", "cobol-1959");
        admin.post("/user-storage/{kerberos}/unlink-users");
        both.find("grace", "/users?username=grace", "/0/id");
        admin.get("/users/{grace}");
        both.signIn("grace", "cobol-1959").refused(400);
        admin.delete("/components/{kerberos}");
        admin.get("/users?first=0&max=10").inAnyOrder();
    }
}
