package dev.tenantry.it.fidelity;

import dev.tenantry.support.actors.TestRealm;
import dev.tenantry.support.browser.LoginBrowser;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Verifiable credentials of Keycloak's experimental feature {@code oid4vc-vci} are offered and issued to users. */
final class VerifiableCredentialsFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void graceAndADiploma() {
        both.change("", Map.of("verifiableCredentialsEnabled", true));
        both.create("/users", Person.grace().withPassword("cobol-1959"));
        both.find("grace", "/users?username=grace", "/0/id");
        both.create("/client-scopes", Map.of("name", "diploma", "protocol", "oid4vc",
                "attributes", Map.of("vc.credential_configuration_id", "diploma")));
        both.change("/clients/{shop}", Map.of("attributes", Map.of("oid4vci.enabled", "true")));
    }

    private Compared issue() {
        return both.claims("with the right to a diploma", realm -> {
            LoginBrowser browser = new LoginBrowser(realm);
            browser.authorize(TestRealm.APPLICATION, TestRealm.REDIRECT_URI, Map.of("scope", "openid diploma"));
            browser.submit("grace", "cobol-1959");
            return browser.redeem();
        }).inAnyOrder();
    }

    @Test
    void aCredentialIsOfferedRefreshedAndRevoked() {
        admin.get("/users/{grace}/vc/credentials");
        admin.post("/users/{grace}/vc/credentials", Map.of("credentialScopeName", "diploma"));
        admin.post("/users/{grace}/vc/credentials", Map.of("credentialScopeName", "diploma")).refused(409);
        admin.post("/users/{grace}/vc/credentials", Map.of("credentialScopeName", "nothing")).refused(400);
        admin.get("/users/{grace}/vc/credentials");
        admin.put("/users/{grace}", Map.of("lastName", "Murray"));
        admin.get("/users/{grace}/vc/credentials");
        admin.put("/users/{grace}/vc/credentials/diploma");
        admin.put("/users/{grace}/vc/credentials/nothing").refused(404);
        admin.get("/users/{grace}/vc/credentials");
        Script account = both.account("grace", "cobol-1959");
        account.get("/verifiable-credentials");
        account.delete("/verifiable-credentials/diploma");
        account.delete("/verifiable-credentials/diploma").refused(404);
        admin.get("/users/{grace}/vc/credentials");
        admin.delete("/users/{grace}/vc/credentials/diploma").refused(404);
    }

    @Test
    void aCredentialIsIssuedOnlyAfterAnOffer() {
        both.findNamed("diploma", "/client-scopes");
        both.change("/clients/{shop}/optional-client-scopes/{diploma}", Map.of());
        issue().refused(400);
        admin.post("/users/{grace}/vc/credentials", Map.of("credentialScopeName", "diploma"));
        issue();
        admin.get("/users/{grace}/vc/issued-credentials").as("issued", "/0/id");
        Script account = both.account("grace", "cobol-1959");
        account.get("/issued-verifiable-credentials");
        admin.delete("/users/{grace}/vc/issued-credentials/{issued}");
        admin.delete("/users/{grace}/vc/issued-credentials/{issued}").refused(404);
        issue();
        account.get("/issued-verifiable-credentials").as("issued", "/0/id");
        account.delete("/issued-verifiable-credentials/{issued}");
        issue();
        admin.delete("/users/{grace}/vc/credentials/diploma");
        admin.get("/users/{grace}/vc/issued-credentials");
    }
}
