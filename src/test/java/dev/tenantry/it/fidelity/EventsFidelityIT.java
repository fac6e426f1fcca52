package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The realm's records of user events and of admin events. */
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
    void loginsAndChangesByTheUserAreRecorded() {
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
    void changesByAdministratorsAreRecorded() {
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

    @Test
    void eventsAreFilteredPagedAndCleared() {
        admin.post("/users", Person.grace().withPassword("cobol-1959")).as("grace");
        for (int i = 0; i < 3; i++) {
            both.signIn("grace", "cobol-1959");
            both.signIn("grace", "wrong").refused(400);
        }
        for (String query : List.of("type=LOGIN&type=LOGIN_ERROR", "type=LOGOUT", "client=shop", "client=other",
                "ipAddress=127.0.0.1", "ipAddress=192.0.2.1", "dateFrom=2020-01-01", "dateTo=2020-01-01",
                "dateFrom=2020-01-01&dateTo=2100-01-01", "direction=asc&max=2", "direction=desc&first=1&max=1",
                "first=4", "max=0", "user={grace}&type=LOGIN_ERROR")) {
            admin.get("/events?" + query).inAnyOrder();
        }
        admin.get("/events?type=NONSENSE").refused(500);
        admin.get("/events?dateFrom=yesterday").refused(400);
        for (String query : List.of("operationTypes=CREATE", "operationTypes=DELETE&operationTypes=UPDATE",
                "authUser={grace}", "authClient=none", "authIpAddress=127.0.0.1", "resourcePath=users/*",
                "resourcePath=users_*", "resourceTypes=USER&max=1", "dateFrom=2100-01-01", "direction=asc")) {
            admin.get("/admin-events?" + query).inAnyOrder();
        }
        admin.delete("/events");
        admin.get("/events");
        admin.delete("/admin-events");
        admin.get("/admin-events");
    }
}
