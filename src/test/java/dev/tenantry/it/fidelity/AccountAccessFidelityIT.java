package dev.tenantry.it.fidelity;

import dev.tenantry.support.http.Http;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Access to the account API: sessions, tokens and roles. */
final class AccountAccessFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();
    private Script account;

    @BeforeEach
    void grace() {
        both.create("/users", Person.grace().withPassword("cobol-1959"));
        both.find("grace", "/users?username=grace", "/0/id");
        account = both.account("grace", "cobol-1959");
    }

    @Test
    void sessionsAndDevicesAreListedAndEnded() {
        account.get("/sessions");
        both.signIn("grace", "cobol-1959");
        account.get("/sessions/devices").inAnyOrder();
        account.delete("/sessions");
        account.get("/sessions");
        account.get("/sessions/devices").inAnyOrder();
        account.delete("/sessions/00000000-0000-0000-0000-000000000000");
        account.delete("/sessions?current=true");
        account.get("/sessions").refused(401);
    }

    @Test
    void requestsWithoutATokenAnEnabledUserOrTheRoleAreRefused() {
        Script nobody = both.as("nobody", realm -> Http.at(realm.realm().issuer() + "/account"));
        nobody.get("").refused(401);
        nobody.get("/credentials").refused(401);
        nobody.post("", Person.grace()).refused(401);
        Script forged = both.as("a forged token",
                realm -> Http.at(realm.realm().issuer() + "/account").bearer("eyJhbGciOiJub25lIn0.e30."));
        forged.get("").refused(401);
        admin.put("/users/{grace}", Map.of("enabled", false));
        account.get("").refused(401);
        admin.put("/users/{grace}", Map.of("enabled", true));
        both.find("defaults", "/roles/default-roles-{realm}", "/id");
        both.find("view-profile", "/clients/{account}/roles/view-profile", "/id");
        admin.delete("/users/{grace}/role-mappings/realm",
                List.of(Map.of("id", "{defaults}", "name", "default-roles-{realm}")));
        admin.post("/users/{grace}/role-mappings/clients/{account}",
                List.of(Map.of("id", "{view-profile}", "name", "view-profile")));
        Script viewer = both.account("grace", "cobol-1959");
        viewer.get("?userProfileMetadata=false");
        viewer.post("", Person.grace()).refused(403);
        viewer.get("/credentials");
        viewer.get("/groups").refused(403);
        viewer.get("/applications").refused(403);
        viewer.get("/linked-accounts");
    }
}
