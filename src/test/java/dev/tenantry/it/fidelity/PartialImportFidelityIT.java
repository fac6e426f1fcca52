package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A partial import adds users to a realm. */
final class PartialImportFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private static final Person MARY = Person.named("mary", "Mary", "Jackson").with("emailVerified", true)
            .with("credentials", List.of(Credential.hashedPassword("langley-1958")))
            .with("requiredActions", List.of()).with("realmRoles", List.of("engineer"))
            .with("clientRoles", Map.of("account", List.of("view-groups")))
            .with("groups", List.of("/crew")).with("attributes", Map.of("rank", List.of("first")));

    private final Script admin = both.admin();

    @BeforeEach
    void graceAndWhatMaryHas() {
        both.change("/users/profile", Profiles.open());
        both.create("/users", Person.grace());
        both.find("grace", "/users?username=grace", "/0/id");
        both.create("/roles", Map.of("name", "engineer"));
        both.create("/groups", Map.of("name", "crew"));
    }

    private Compared importUsers(String policy, Person... people) {
        return admin.post("/partialImport", Map.of("ifResourceExists", policy, "users", List.of(people))).inAnyOrder();
    }

    @Test
    void aNewUserIsImportedWithAllHerData() {
        importUsers("FAIL", MARY).as("mary", "/results/0/id");
        admin.get("/users?username=mary");
        admin.get("/users/{mary}");
        admin.get("/users/{mary}/groups");
        admin.get("/users/{mary}/role-mappings").inAnyOrder();
        admin.get("/users/{mary}/credentials");
        admin.get("/users/count");
        both.signIn("mary", "langley-1958");
    }

    @Test
    void anExistingUserStopsTheImport() {
        importUsers("FAIL", Person.named("zoe", "Zoe", "New"), Person.grace().with("firstName", "Other"))
                .refused(409);
        admin.get("/users");
        importUsers("FAIL", Person.named("other", "Same", "Email").with("email", "grace@example.test")).refused(409);
        admin.get("/users");
    }

    @Test
    void anExistingUserIsSkipped() {
        importUsers("SKIP", Person.grace().with("firstName", "Other"), MARY);
        admin.get("/users");
        admin.get("/users/{grace}");
        importUsers("SKIP", Person.named("other", "Same", "Email").with("email", "grace@example.test")).refused(500);
        admin.get("/users");
    }

    @Test
    void anExistingUserIsReplaced() {
        importUsers("OVERWRITE", Person.grace().with("firstName", "Other"), MARY);
        admin.get("/users");
        admin.get("/users?username=grace").as("grace", "/0/id");
        admin.get("/users/{grace}");
        admin.get("/users/{grace}/role-mappings").inAnyOrder();
        admin.get("/users/{grace}/credentials");
        importUsers("OVERWRITE", MARY.with("lastName", "Again"));
        admin.get("/users?username=mary");
    }

    @Test
    void invalidImportsAreRefused() {
        importUsers("FAIL", MARY.with("groups", List.of("/nowhere"))).refused(500);
        importUsers("NONSENSE", MARY).refused(500);
        importUsers("FAIL", MARY.without("username")).refused(500);
        admin.get("/users");
    }
}
