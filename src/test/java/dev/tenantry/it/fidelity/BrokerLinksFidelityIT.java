package dev.tenantry.it.fidelity;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links of users to other identity providers. */
final class BrokerLinksFidelityIT {

    @RegisterExtension
    static final TwoRealms both = new TwoRealms();

    private final Script admin = both.admin();

    @BeforeEach
    void providers() {
        for (String alias : List.of("navy", "yale")) {
            both.create("/identity-provider/instances", Map.of("alias", alias, "providerId", "oidc", "enabled", true,
                    "config", Map.of("clientId", "x", "clientSecret", "x", "tokenUrl", "http://localhost/token",
                            "authorizationUrl", "http://localhost/auth")));
        }
    }

    @Test
    void aLinkIsAddedListedAndRemoved() {
        admin.post("/users", Person.grace()).as("grace");
        admin.get("/users/{grace}/federated-identity");
        admin.get("/users/{grace}");
        admin.post("/users/{grace}/federated-identity/yale", Map.of("userId", "y-1", "userName", "ghopper"));
        admin.post("/users/{grace}/federated-identity/navy", Map.of("userId", "n-1", "userName", "hopper"));
        admin.post("/users/{grace}/federated-identity/navy", Map.of("userId", "n-2", "userName", "h")).refused(409);
        admin.post("/users/{grace}/federated-identity/nowhere", Map.of("userId", "x", "userName", "x"));
        admin.get("/users/{grace}/federated-identity").inAnyOrder();
        admin.get("/users/{grace}").inAnyOrder();
        admin.delete("/users/{grace}/federated-identity/yale");
        admin.delete("/users/{grace}/federated-identity/yale").refused(404);
        admin.get("/users/{grace}/federated-identity");
    }

    @Test
    void usersAreFoundByTheirLinks() {
        admin.post("/users", Person.grace().with("federatedIdentities", List.of(
                Map.of("identityProvider", "navy", "userId", "n-1", "userName", "hopper")))).as("grace");
        admin.post("/users", Person.named("mary", "Mary", "Jackson").with("federatedIdentities", List.of(
                Map.of("identityProvider", "navy", "userId", "n-2", "userName", "mary"),
                Map.of("identityProvider", "yale", "userId", "n-1", "userName", "mary")))).as("mary");
        admin.get("/users/{mary}").inAnyOrder();
        for (String query : List.of("idpAlias=navy", "idpAlias=yale", "idpAlias=nowhere", "idpUserId=n-1",
                "idpUserId=n-2", "idpAlias=navy&idpUserId=n-1", "idpAlias=yale&idpUserId=n-2",
                "idpAlias=navy&username=mar", "idpAlias=navy&first=1&max=1", "idpAlias=NAVY")) {
            admin.get("/users?" + query);
            admin.get("/users/count?" + query);
        }
    }

    @Test
    void aLinkOfAnotherUserIsAcceptedAsByAStandardRealm() {
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users", Person.named("mary", "Mary", "Jackson")).as("mary");
        admin.post("/users/{grace}/federated-identity/navy", Map.of("userId", "n-1", "userName", "hopper"));
        admin.post("/users/{mary}/federated-identity/navy", Map.of("userId", "n-1", "userName", "hopper"));
        admin.get("/users/{mary}/federated-identity");
        admin.get("/users?idpAlias=navy&idpUserId=n-1");
    }

    @Test
    void deletingAnIdentityProviderRemovesItsLinks() {
        admin.post("/users", Person.grace()).as("grace");
        admin.post("/users/{grace}/federated-identity/navy", Map.of("userId", "n-1", "userName", "hopper"));
        admin.delete("/identity-provider/instances/navy");
        admin.get("/users/{grace}/federated-identity");
        admin.get("/users/{grace}");
        both.create("/identity-provider/instances", Map.of("alias", "navy", "providerId", "oidc", "enabled", true,
                "config", Map.of("clientId", "x", "clientSecret", "x", "tokenUrl", "http://localhost/token",
                        "authorizationUrl", "http://localhost/auth")));
        admin.get("/users/{grace}/federated-identity");
        admin.get("/users?idpAlias=navy");
    }
}
