package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The account API: what users do with their own accounts. */
final class AccountFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();
    private Script account;

    @BeforeEach
    void grace() {
        both.create("/users", Person.grace().withPassword("cobol-1959"));
        both.create("/users", Person.named("mary", "Mary", "Jackson"));
        both.find("grace", "/users?username=grace", "/0/id");
        account = both.account("grace", "cobol-1959");
    }

    @Test
    void theProfileIsReadAndChanged() {
        account.get("");
        account.get("?userProfileMetadata=false");
        account.post("", Person.grace().with("firstName", "Brewster"));
        account.get("?userProfileMetadata=false");
        account.post("", Person.grace().with("email", "Murray@Example.test"));
        account.get("?userProfileMetadata=false");
        account.post("", Person.grace().with("email", "mary@example.test")).refused(409);
        account.post("", Person.grace().with("email", "no address")).refused(400);
        account.post("", Person.grace().with("lastName", "")).refused(400);
        account.post("", Person.grace().with("firstName", "x".repeat(256))).refused(400);
        account.post("", Person.grace().with("username", "murray")).refused(400);
        account.post("", Person.grace().with("attributes", Map.of("rank", List.of("admiral"))));
        account.get("?userProfileMetadata=false");
        admin.get("/users/{grace}");
        account.get("/supportedLocales").inAnyOrder();
    }

    @Test
    void aUserChangesTheirUserNameIfTheRealmAllowsIt() {
        both.change("", Map.of("editUsernameAllowed", true));
        account.post("", Person.grace().with("username", "Murray"));
        account.get("?userProfileMetadata=false");
        account.post("", Person.grace().with("username", "mary")).refused(409);
        both.signIn("murray", "cobol-1959");
    }

    @Test
    void theProfileHasTheAttributesThatTheRealmDeclares() {
        both.change("/users/profile", Profiles.withLanguages());
        account.get("");
        account.post("", Person.grace().with("attributes", Map.of("languages", List.of("cobol", "en"))));
        account.get("?userProfileMetadata=false");
        account.post("", Person.grace().with("attributes", Map.of("languages", List.of("fortran")))).refused(400);
    }

    @Test
    void credentialsAreListedLabeledAndDeleted() {
        both.change("/users/{grace}", Map.of("credentials", List.of(Credential.totp())));
        account.get("/credentials");
        account.get("/credentials?user-credentials=false");
        account.get("/credentials?type=password").as("password", "/0/userCredentialMetadatas/0/credential/id");
        account.get("/credentials?type=otp").as("otp", "/0/userCredentialMetadatas/0/credential/id");
        account.put("/credentials/{otp}/label", "my other phone");
        account.get("/credentials?type=otp");
        account.put("/credentials/{nothing}/label", "x").refused(404);
        account.delete("/credentials/{otp}");
        account.delete("/credentials/{nothing}").refused(404);
        account.get("/credentials?type=otp");
        admin.get("/users/{grace}/credentials");
    }

    @Test
    void applicationsAndConsentsAreListedAndRevoked() {
        both.find("email scope", "/clients/{shop}/default-client-scopes", "/0/id");
        both.find("other scope", "/clients/{shop}/default-client-scopes", "/1/id");
        account.get("/applications").inAnyOrder();
        account.get("/applications?name=shop");
        account.get("/applications/shop/consent");
        account.post("/applications/orders/consent",
                Map.of("grantedScopes", List.of(Map.of("id", "{email scope}")))).inAnyOrder();
        account.get("/applications/orders/consent");
        admin.get("/users/{grace}/consents");
        account.put("/applications/orders/consent", Map.of("grantedScopes",
                List.of(Map.of("id", "{email scope}"), Map.of("id", "{other scope}")))).inAnyOrder();
        account.get("/applications/orders/consent").inAnyOrder();
        admin.get("/users/{grace}/consents").inAnyOrder();
        account.get("/applications").inAnyOrder();
        account.post("/applications/orders/consent",
                Map.of("grantedScopes", List.of(Map.of("id", "{nothing}")))).refused(400);
        account.post("/applications/nobody/consent", Map.of("grantedScopes", List.of())).refused(404);
        account.get("/applications/nobody/consent").refused(404);
        account.delete("/applications/orders/consent");
        account.delete("/applications/orders/consent");
        account.get("/applications/orders/consent");
        admin.get("/users/{grace}/consents");
    }

    @Test
    void linkedAccountsAndGroupsAreListed() {
        both.create("/identity-provider/instances", Map.of("alias", "navy", "providerId", "oidc", "enabled", true,
                "config", Map.of("clientId", "x", "clientSecret", "x", "tokenUrl", "http://localhost/token",
                        "authorizationUrl", "http://localhost/auth")));
        both.create("/groups", Map.of("name", "crew"));
        both.find("crew", "/group-by-path/crew", "/id");
        account.get("/linked-accounts");
        account.get("/groups");
        both.change("/users/{grace}/groups/{crew}", Map.of());
        admin.post("/users/{grace}/federated-identity/navy", Map.of("userId", "n-1", "userName", "hopper"));
        account.get("/linked-accounts");
        account.get("/linked-accounts?linked=true");
        account.get("/linked-accounts?linked=false");
        account.get("/groups");
        account.get("/groups?briefRepresentation=false");
        account.delete("/linked-accounts/navy");
        account.delete("/linked-accounts/navy").refused(400);
        account.delete("/linked-accounts/nowhere").refused(400);
        account.get("/linked-accounts");
    }
}
