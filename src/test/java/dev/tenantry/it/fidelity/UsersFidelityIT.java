package dev.tenantry.it.fidelity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator creates, reads, changes and deletes users. */
@Tag("main")
final class UsersFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @Test
    void aNewUserIsReadBackAsItWasWritten() {
        admin.post("/users", Person.grace()).as("grace");
        admin.get("/users/{grace}");
        admin.post("/users", Map.of("username", "bare")).as("bare");
        admin.get("/users/{bare}");
        admin.post("/users", Person.named("Mixed.Case", "Max", "Case").with("email", "Mixed.Case@Example.TEST"))
                .as("mixed");
        admin.get("/users/{mixed}");
        admin.post("/users", Person.named("full", "Fulla", "Full")
                .with("emailVerified", true).with("enabled", false).with("notBefore", 1700000000)
                .with("requiredActions", List.of("UPDATE_PASSWORD", "VERIFY_EMAIL", "UPDATE_PROFILE"))
                .with("createdTimestamp", 1600000000000L)).as("full");
        admin.get("/users/{full}");
        admin.post("/users", Person.named("nulls", null, null).with("email", null)).as("nulls");
        admin.get("/users/{nulls}");
        admin.post("/users", Person.named("blanks", "", "").with("email", "")).as("blanks");
        admin.get("/users/{blanks}");
    }

    @Test
    void anInvalidUserIsRefusedForTheSameReasons() {
        admin.post("/users", Person.grace());
        admin.post("/users", Person.grace()).refused(409);
        admin.post("/users", Person.grace().with("username", "GRACE").with("email", "other@example.test"))
                .refused(409);
        admin.post("/users", Person.grace().with("username", "grace2")).refused(409);
        admin.post("/users", Person.grace().with("username", "grace2").with("email", "GRACE@example.TEST"))
                .refused(409);
        admin.post("/users", Person.grace().with("username", "grace@example.test").with("email", "x@example.test"))
                .refused(409);
        admin.post("/users", Person.named("invalid", "In", "Valid").with("email", "no address")).refused(400);
        admin.post("/users", Person.named("a b<c>", "In", "Valid").with("email", "in@example.test")).refused(400);
        admin.post("/users", Person.named("x", "In", "Valid")).refused(400);
        admin.post("/users", Person.named("u".repeat(256), "In", "Valid").with("email", "in@example.test"))
                .refused(400);
        admin.post("/users", Person.named("long", "F".repeat(256), "L".repeat(256))).refused(400);
        admin.post("/users", Person.named("evil", "<script>", "$&{}")).refused(400);
        admin.post("/users", Map.of("email", "nameless@example.test")).refused(400);
        admin.post("/users", Person.named("weak", "We", "Ak").withPassword("short")).refused(400);
        admin.post("/users", Person.named("nogroup", "No", "Group").with("groups", List.of("/nowhere"))).refused(500);
        admin.get("/users");
    }

    @Test
    void anUpdateChangesOnlyTheFieldsThatItNames() {
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users", Person.named("mallory", "Mal", "Ory")).as("mallory");
        admin.put("/users/{grace}", Map.of("firstName", "Brewster"));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("email", "Murray@Example.test", "emailVerified", true));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("enabled", false, "requiredActions", List.of("CONFIGURE_TOTP")));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("requiredActions", List.of("VERIFY_EMAIL", "UPDATE_PASSWORD")));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("requiredActions", List.of()));
        admin.put("/users/{grace}", Map.of("email", "mallory@example.test")).refused(409);
        admin.put("/users/{grace}", Map.of("email", "MALLORY@example.test")).refused(409);
        admin.put("/users/{grace}", Map.of("email", "no address")).refused(400);
        admin.put("/users/{grace}", Map.of("lastName", "x".repeat(256))).refused(400);
        admin.put("/users/{grace}", Person.grace().with("lastName", "").with("email", ""));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("notBefore", 1700000000));
        admin.get("/users/{grace}");
        admin.put("/users/{nobody}", Map.of("firstName", "No")).refused(404);
    }

    @Test
    void aUserIsRenamedOnlyIfTheRealmAllowsIt() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        admin.post("/users", Person.named("mallory", "Mal", "Ory"));
        admin.put("/users/{grace}", Map.of("username", "murray")).refused(400);
        admin.get("/users/{grace}");
        admin.put("", Map.of("editUsernameAllowed", true));
        both.signIn("grace", "cobol-1959");
        admin.put("/users/{grace}", Map.of("username", "Murray"));
        both.signIn("grace", "cobol-1959").refused(400);
        both.signIn("murray", "cobol-1959");
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("username", "mallory")).refused(409);
        admin.put("/users/{grace}", Map.of("username", "m")).refused(400);
        admin.put("/users/{grace}", Map.of("username", "murray@example.test"));
        admin.get("/users?username=murray@example.test&exact=true");
        admin.get("/users?username=grace");
    }

    @Test
    void theEmailIsTheUsernameIfTheRealmIsConfiguredSo() {
        admin.put("", Map.of("registrationEmailAsUsername", true));
        admin.post("/users", Person.grace().with("email", "Grace@Example.test")).as("grace");
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("email", "murray@example.test"));
        admin.get("/users/{grace}");
        admin.post("/users", Person.named("x", "X", "Y").without("email")).refused(400);
    }

    @Test
    void twoUsersShareAnEmailIfTheRealmAllowsIt() {
        admin.put("", Map.of("loginWithEmailAllowed", false, "duplicateEmailsAllowed", true));
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users", Person.grace().with("username", "grace2")).as("grace2");
        admin.get("/users?email=grace@example.test&exact=true");
        admin.put("", Map.of("loginWithEmailAllowed", true, "duplicateEmailsAllowed", false));
        admin.put("/users/{grace2}", Map.of("firstName", "Other"));
        admin.get("/users/{grace2}");
    }

    @Test
    void aDeletedUserIsGone() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.signIn("grace", "cobol-1959");
        admin.delete("/users/{grace}");
        admin.get("/users/{grace}").refused(404);
        admin.delete("/users/{grace}").refused(404);
        admin.get("/users/count");
        both.signIn("grace", "cobol-1959").refused(400);
        admin.post("/users", Person.grace()).as("grace");
        admin.get("/users/{grace}");
    }

    @Test
    void anUnknownIdIsNotFound() {
        for (String path : Arrays.asList("", "/credentials", "/groups", "/role-mappings", "/sessions", "/consents",
                "/federated-identity", "/configured-user-storage-credential-types", "/unmanagedAttributes")) {
            admin.get("/users/00000000-0000-0000-0000-000000000000" + path).refused(404);
        }
        admin.get("/users/nonsense").refused(404);
        admin.delete("/users/nonsense").refused(404);
    }
}
