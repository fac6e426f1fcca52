package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the realm's journals say about users: those of users' events and of administrators'. */
final class EventsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void journals() {
        both.change("/events/config", Map.of("eventsEnabled", true, "adminEventsEnabled", true,
                "adminEventsDetailsEnabled", true));
    }

    @Test
    void signingInIsWrittenDown() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        both.signIn("grace", "cobol-1959");
        both.signIn("grace", "wrong").refused(400);
        both.signIn("nobody", "wrong").refused(400);
        admin.get("/events?user={grace}").inAnyOrder();
        admin.get("/events?type=LOGIN_ERROR").inAnyOrder();
        both.account("grace", "cobol-1959").post("", Person.grace().with("firstName", "Brewster"));
        admin.get("/events?type=UPDATE_PROFILE");
        admin.delete("/users/{grace}");
        admin.get("/events?type=UPDATE_PROFILE");
    }

    @Test
    void whatAdministratorsDoIsWrittenDown() {
        both.create("/groups", Map.of("name", "crew"));
        both.find("crew", "/group-by-path/crew", "/id");
        both.create("/roles", Map.of("name", "admiral"));
        both.find("admiral", "/roles/admiral", "/id");
        admin.post("/users", Person.grace()).as("grace");
        admin.put("/users/{grace}", Map.of("firstName", "Brewster"));
        admin.put("/users/{grace}/reset-password", Credential.password("cobol-1959"));
        admin.put("/users/{grace}/groups/{crew}");
        admin.put("/users/{grace}/groups/{crew}");
        admin.post("/users/{grace}/role-mappings/realm", List.of(Map.of("id", "{admiral}", "name", "admiral")));
        admin.delete("/users/{grace}/groups/{crew}");
        admin.delete("/users/{grace}");
        admin.get("/admin-events?resourceTypes=USER").inAnyOrder();
        admin.get("/admin-events?resourceTypes=GROUP_MEMBERSHIP").inAnyOrder();
        admin.get("/admin-events?resourceTypes=REALM_ROLE_MAPPING").inAnyOrder();
        admin.get("/admin-events?resourcePath=users/{grace}").inAnyOrder();
    }
}
