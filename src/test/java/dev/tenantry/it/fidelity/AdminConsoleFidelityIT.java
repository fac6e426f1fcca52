package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests of the admin console's pages about users, most of them to the console's own API {@code ui-ext}. */
final class AdminConsoleFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void people() {
        for (String name : List.of("grace", "mary", "zelda")) {
            both.create("/users", Person.named(name, "First of " + name, "Last").withPassword("cobol-1959"));
            both.find(name, "/users?exact=true&username=" + name, "/0/id");
        }
    }

    @Test
    void theListOfUsersShowsWhichUsersAreLocked() {
        both.guardAgainstGuessing();
        admin.get("/ui-ext/brute-force-user");
        both.failToSignIn("grace", 1);
        both.failToSignIn("grace", 2);
        admin.get("/ui-ext/brute-force-user?briefRepresentation=true&first=0&max=101");
        admin.get("/ui-ext/brute-force-user?search=first");
        admin.get("/ui-ext/brute-force-user?search=*ra*&briefRepresentation=true");
        admin.get("/ui-ext/brute-force-user?first=1&max=2");
        admin.get("/ui-ext/brute-force-user?username=grace&exact=true");
        admin.get("/ui-ext/brute-force-user?enabled=true&lastName=last");
        admin.get("/ui-ext/brute-force-user?q=rank:admiral");
        admin.get("/ui-ext/brute-force-user?search=id:{mary}");
    }

    @Test
    void aUsersAvailableAndEffectiveRolesAreListed() {
        both.create("/roles", Map.of("name", "admiral"));
        both.find("admiral", "/roles/admiral", "/id");
        admin.get("/ui-ext/available-roles/users/{grace}").inAnyOrder();
        admin.get("/ui-ext/available-roles/users/{grace}?search=view&first=0&max=5").inAnyOrder();
        admin.get("/ui-ext/effective-roles/users/{grace}").inAnyOrder();
        both.find("clients role", "/clients/{realm-management}/roles/view-clients", "/id");
        admin.post("/users/{grace}/role-mappings/clients/{realm-management}",
                List.of(Map.of("id", "{clients role}", "name", "view-clients")));
        admin.get("/ui-ext/available-roles/users/{grace}").inAnyOrder();
        admin.get("/ui-ext/effective-roles/users/{grace}").inAnyOrder();
        admin.get("/ui-ext/effective-roles/users/{nobody}").refused(404);
    }

    @Test
    void theListOfSessionsNamesTheUsers() {
        both.signIn("grace", "cobol-1959");
        admin.get("/ui-ext/sessions?first=0&max=11&type=ALL").inAnyOrder();
        both.signIn("zelda", "cobol-1959");
        admin.get("/ui-ext/sessions?first=0&max=11&type=REGULAR").inAnyOrder();
        admin.get("/ui-ext/sessions?first=0&max=11&type=OFFLINE").inAnyOrder();
        admin.get("/ui-ext/sessions?first=0&max=11&type=ALL&search=zelda").inAnyOrder();
    }

    @Test
    void exampleTokensOfAUserAreGenerated() {
        String examples = "/clients/{shop}/evaluate-scopes/generate-example-";
        admin.get(examples + "access-token?scope=openid&userId={grace}").inAnyOrder();
        admin.get(examples + "id-token?scope=openid&userId={grace}").inAnyOrder();
        admin.get(examples + "userinfo?scope=openid&userId={grace}").inAnyOrder();
        admin.get(examples + "access-token?scope=openid%20phone%20address&userId={grace}").inAnyOrder();
        admin.get(examples + "access-token?scope=openid&userId={nobody}").refused(404);
    }
}
