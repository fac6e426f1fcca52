package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attributes of users, and the user profile that declares the attributes. */
final class UserAttributesFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    /** A value that is longer than the 255 characters of the column that Keycloak searches. */
    private static final String LONG = "long ".repeat(400);

    private final Script admin = both.admin();

    @Test
    void theProfileIsShownWithTheUser() {
        admin.get("/users/profile");
        admin.get("/users/profile/metadata");
        admin.get("/users/{ada}?userProfileMetadata=true");
        admin.put("/users/profile", Profiles.withLanguages());
        admin.get("/users/{ada}?userProfileMetadata=true");
        admin.get("/users/{ada}?userProfileMetadata=false");
    }

    @Test
    void attributesThatTheProfileDoesNotDeclareAreDropped() {
        admin.post("/users", Person.grace().with("attributes", Map.of("rank", List.of("admiral")))).as("grace");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/unmanagedAttributes");
        admin.put("/users/{grace}", Map.of("attributes", Map.of("rank", List.of("captain"))));
        admin.get("/users/{grace}");
        admin.put("/users/profile", Profiles.openToAdmins());
        admin.put("/users/{grace}", Map.of("attributes", Map.of("rank", List.of("captain"))));
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/unmanagedAttributes");
    }

    @Test
    void attributesAreStoredWithTheirValues() {
        admin.put("/users/profile", Profiles.open());
        admin.post("/users", Person.grace().with("attributes", Map.of(
                "rank", List.of("admiral"), "ships", List.of("USS Hopper", "a", "b", "a"), "empty", List.of(""),
                "none", List.of(), "story", List.of(LONG.substring(0, 2000)), "größe", List.of("ä:ö \"ü\""))))
                .as("grace");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/unmanagedAttributes");
        admin.put("/users/{grace}", Person.grace().with("attributes", Map.of("ships", List.of("b", "a"))));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("firstName", "Brewster"));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("attributes", Map.of()));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("attributes", Map.of("rank", "single value")));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("attributes", Map.of("story", List.of("x".repeat(2049))))).refused(400);
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Map.of("attributes", Map.of("LDAP_ID", List.of("x")))).refused(400);
    }

    @Test
    void attributesHaveToMeetTheProfile() {
        admin.put("/users/profile", Profiles.withLanguages());
        admin.post("/users", Person.grace()).as("grace");
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Person.grace().with("attributes", Map.of("languages", List.of("cobol", "en"))));
        admin.get("/users/{grace}");
        admin.put("/users/{grace}", Person.grace().with("attributes", Map.of("languages", List.of("fortran"))))
                .refused(400);
        admin.put("/users/{grace}", Person.grace().with("attributes", Map.of("languages", List.of("aa", "x"))))
                .refused(400);
        admin.get("/users?q=languages:cobol");
        admin.get("/users?q=languages:cobol&briefRepresentation=true");
    }

    @Test
    void usersAreFoundByTheirAttributes() {
        admin.put("/users/profile", Profiles.open());
        admin.post("/users", Person.grace().with("attributes", Map.of("rank", List.of("admiral", "captain"),
                "story", List.of(LONG.strip()), "two words", List.of("x y"))));
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("attributes", Map.of(
                "rank", List.of("Admiral"), "story", List.of("short"), "percent", List.of("50%"))));
        for (String query : List.of("rank:admiral", "rank:Admiral", "rank:captain", "rank:adm", "rank:nobody",
                "rank:admiral story:short", "story:short", "\"two words\":\"x y\"",
                "percent:50%", "rank", "rank:", "unknown:x", "username:grace", "firstName:Mary",
                "lastName:jackson", "email:mary@example.test", "enabled:true")) {
            admin.get("/users", "q", query);
            admin.get("/users/count", "q", query);
            admin.get("/users?exact=false", "q", query);
        }
        admin.get("/users", "q", "story:\"" + LONG.strip() + '"');
        admin.get("/users", "q", "story:\"" + LONG.strip() + "!\"");
        admin.get("/users?exact=false", "q", "story:\"" + LONG.strip() + '"');
        admin.get("/users?username=mary&q=rank:Admiral");
        admin.get("/users?search=mary&q=rank:captain");
        admin.get("/users/count?username=grace&q=rank:Admiral");
    }
}
