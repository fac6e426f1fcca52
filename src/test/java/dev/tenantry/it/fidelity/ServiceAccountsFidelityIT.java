package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Service accounts, which are the users of clients. */
final class ServiceAccountsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private static final Map<String, Object> ROBOT = Map.of("clientId", "robot", "secret", "robot-secret",
            "serviceAccountsEnabled", true, "standardFlowEnabled", false);

    private final Script admin = both.admin();

    @BeforeEach
    void robot() {
        both.create("/clients", ROBOT);
        both.find("robot", "/clients?clientId=robot", "/0/id");
    }

    private Compared token() {
        return both.claims("of the robot", realm -> realm.token(Map.of("grant_type", "client_credentials",
                "client_id", "robot", "client_secret", "robot-secret", "scope", "openid"))).inAnyOrder();
    }

    @Test
    void aClientHasAServiceAccount() {
        admin.get("/clients/{robot}/service-account-user").as("robot's user", "/id");
        admin.get("/users/{robot's user}");
        admin.get("/users/{robot's user}/role-mappings").inAnyOrder();
        admin.get("/users/{robot's user}/groups");
        admin.get("/users/{robot's user}/credentials");
        admin.get("/clients/{shop}/service-account-user").refused(400);
        token();
        admin.get("/users/{robot's user}/sessions");
        admin.post("/users/{robot's user}/impersonation").refused(400);
    }

    @Test
    void listsOfUsersHaveNoServiceAccounts() {
        admin.get("/users");
        admin.get("/users/count");
        admin.get("/users?search=service");
        admin.get("/users/count?search=service");
        admin.get("/users?search=*");
        admin.get("/users?username=service-account");
        admin.get("/users/count?username=service-account");
        admin.get("/users?username=service-account-robot&exact=true");
        admin.get("/users/count?username=service-account-robot&exact=true");
        admin.get("/users?enabled=true");
        admin.get("/users/count?enabled=true");
        admin.get("/users?first=0&max=1");
        admin.get("/users?first=1&max=1");
    }

    @Test
    void aServiceAccountHasRolesAndGroups() {
        both.find("robot's user", "/clients/{robot}/service-account-user", "/id");
        both.create("/roles", Map.of("name", "weld"));
        both.find("weld", "/roles/weld", "/id");
        both.create("/groups", Map.of("name", "machines"));
        both.find("machines", "/group-by-path/machines", "/id");
        admin.post("/users/{robot's user}/role-mappings/realm", List.of(Map.of("id", "{weld}", "name", "weld")));
        admin.put("/users/{robot's user}/groups/{machines}");
        admin.get("/users/{robot's user}/role-mappings").inAnyOrder();
        admin.get("/users/{robot's user}/groups");
        admin.get("/roles/weld/users");
        admin.get("/groups/{machines}/members");
        token();
        admin.delete("/roles/weld");
        admin.get("/users/{robot's user}/role-mappings").inAnyOrder();
    }

    @Test
    void aServiceAccountIsChangedLikeAUser() {
        both.find("robot's user", "/clients/{robot}/service-account-user", "/id");
        both.change("/users/profile", Profiles.open());
        admin.put("/users/{robot's user}", Map.of("firstName", "Rob", "attributes", Map.of("arm", List.of("left"))));
        admin.get("/users/{robot's user}");
        admin.get("/users?q=arm:left");
        admin.put("/users/{robot's user}", Map.of("enabled", false));
        token().refused(401);
        admin.put("/users/{robot's user}", Map.of("enabled", true));
        token();
        admin.put("/users/{robot's user}/reset-password", Map.of("type", "password", "value", "robot-password-1"))
                .refused(400);
        both.signIn("service-account-robot", "robot-password-1").refused(400);
    }

    @Test
    void renamingAClientRenamesItsServiceAccount() {
        admin.put("/clients/{robot}", Map.of("clientId", "android", "serviceAccountsEnabled", true));
        admin.get("/clients/{robot}/service-account-user");
        admin.put("/clients/{robot}", Map.of("clientId", "android", "serviceAccountsEnabled", false));
        admin.get("/clients/{robot}/service-account-user").refused(400);
        admin.put("/clients/{robot}", Map.of("clientId", "android", "serviceAccountsEnabled", true));
        admin.get("/clients/{robot}/service-account-user");
    }

    @Test
    void deletingAClientDeletesItsServiceAccount() {
        both.find("robot's user", "/clients/{robot}/service-account-user", "/id");
        admin.delete("/clients/{robot}");
        admin.get("/users/{robot's user}").refused(404);
        token().refused(401);
        admin.post("/users", Person.named("service-account-robot", "Ro", "Bot")).as("impostor");
        admin.get("/users/{impostor}");
        admin.post("/clients", ROBOT).refused(409);
        admin.get("/users/count");
    }
}
