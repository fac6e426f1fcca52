package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions of an administrator on users: e-mails, sessions, consents, impersonation and lockouts. */
final class UserActionsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @Test
    void emailsNeedAMailServerAndAnAddress() {
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users", Person.named("mute", "No", "Mail").without("email")).as("mute");
        admin.post("/users", Person.named("off", "Off", "Duty").with("enabled", false)).as("off");
        admin.put("/users/{grace}/execute-actions-email", List.of("UPDATE_PASSWORD")).refused(500);
        admin.put("/users/{grace}/execute-actions-email", List.of("NO_SUCH_ACTION")).refused(400);
        admin.put("/users/{grace}/execute-actions-email?client_id=nobody", List.of("UPDATE_PASSWORD")).refused(400);
        admin.put("/users/{grace}/execute-actions-email?client_id=shop&redirect_uri=http://evil.test/",
                List.of("UPDATE_PASSWORD")).refused(400);
        admin.put("/users/{mute}/execute-actions-email", List.of("UPDATE_PASSWORD")).refused(400);
        admin.put("/users/{off}/execute-actions-email", List.of("UPDATE_PASSWORD")).refused(400);
        admin.put("/users/{grace}/send-verify-email").refused(500);
        admin.put("/users/{mute}/send-verify-email").refused(400);
        admin.put("/users/{grace}/reset-password-email").refused(500);
        admin.get("/users/{grace}");
    }

    @Test
    void aSessionIsListedUntilItsUserIsLoggedOut() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        admin.get("/users/{grace}/sessions");
        both.signIn("grace", "cobol-1959");
        admin.get("/users/{grace}/sessions");
        admin.get("/clients/{shop}/user-sessions");
        admin.get("/clients/{shop}/session-count");
        admin.get("/client-session-stats").inAnyOrder();
        admin.post("/users/{grace}/logout");
        admin.get("/users/{grace}/sessions");
        admin.get("/clients/{shop}/session-count");
        admin.get("/users/{grace}");
    }

    @Test
    void anOfflineSessionIsListedAndRevoked() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.claims("an offline token", realm -> realm.token(Map.of("grant_type", "password", "client_id", "shop",
                "scope", "openid offline_access", "username", "grace", "password", "cobol-1959"))).inAnyOrder();
        admin.get("/users/{grace}/offline-sessions/{shop}");
        admin.get("/clients/{shop}/offline-sessions");
        admin.get("/clients/{shop}/offline-session-count");
        admin.get("/users/{grace}/consents");
        admin.delete("/users/{grace}/consents/shop");
        admin.get("/users/{grace}/offline-sessions/{shop}");
        admin.get("/users/{grace}/consents");
        admin.delete("/users/{grace}/consents/shop").refused(404);
        admin.get("/users/{grace}/offline-sessions/{nothing}").refused(404);
    }

    @Test
    void aDeletedUserHasNoSession() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.signIn("grace", "cobol-1959");
        admin.delete("/users/{grace}");
        admin.get("/clients/{shop}/session-count");
        admin.get("/clients/{shop}/user-sessions");
    }

    @Test
    void anAdministratorImpersonatesOnlyEnabledUsers() {
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users/{grace}/impersonation");
        admin.get("/users/{grace}/sessions");
        admin.put("/users/{grace}", Map.of("enabled", false));
        admin.post("/users/{grace}/impersonation").refused(400);
        admin.post("/users/{nobody}/impersonation").refused(404);
    }

    @Test
    void allUsersOfARealmAreLoggedOut() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.signIn("grace", "cobol-1959");
        admin.put("", Map.of("notBefore", 1700000000));
        admin.post("/push-revocation");
        admin.post("/logout-all");
        admin.get("/users/{grace}/sessions");
        admin.get("/clients/{shop}/session-count");
        both.signIn("grace", "cobol-1959");
        admin.get("/users/{grace}/sessions");
    }

    @Test
    void tooManyFailuresLockAUserUntilAnAdministratorUnlocksThem() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.guardAgainstGuessing();
        admin.get("/attack-detection/brute-force/users/{grace}");
        both.failToSignIn("grace", 1);
        admin.get("/attack-detection/brute-force/users/{grace}");
        both.failToSignIn("grace", 2);
        both.signIn("grace", "cobol-1959").refused(400);
        admin.get("/attack-detection/brute-force/users/{grace}");
        admin.delete("/attack-detection/brute-force/users/{grace}");
        admin.get("/attack-detection/brute-force/users/{grace}");
        both.signIn("grace", "cobol-1959");
        admin.delete("/attack-detection/brute-force/users");
        admin.get("/attack-detection/brute-force/users/{nobody}");
    }

    @Test
    void everyKindOfUserGetsTheSameAnswerInBothRealms() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        admin.post("/users", Person.named("off", "Off", "Duty").with("enabled", false).withPassword("cobol-1959"));
        admin.post("/users", Person.named("todo", "To", "Do").with("requiredActions", List.of("UPDATE_PASSWORD"))
                .withPassword("cobol-1959"));
        admin.post("/users", Person.named("half", null, null).withPassword("cobol-1959"));
        admin.post("/users", Person.named("keyless", "Key", "Less"));
        both.signIn("grace", "cobol-1959");
        both.signIn("GRACE", "cobol-1959");
        both.signIn("grace@example.test", "cobol-1959");
        both.signIn("Grace@Example.test", "cobol-1959");
        both.claims("of a user", realm -> realm.passwordGrant("shop", "grace", "cobol-1959")).inAnyOrder();
        both.signIn("off", "cobol-1959").refused(400);
        both.signIn("off", "wrong").refused(400);
        both.signIn("todo", "cobol-1959").refused(400);
        both.signIn("half", "cobol-1959").refused(400);
        both.signIn("keyless", "cobol-1959").refused(400);
        both.signIn("nobody", "cobol-1959").refused(400);
        both.signIn("", "").refused(both.patch() >= 5 ? 401 : 400); // 401 since Keycloak 26.7.5
    }
}
