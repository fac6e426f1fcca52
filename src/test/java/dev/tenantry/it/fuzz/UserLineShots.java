package dev.tenantry.it.fuzz;

import dev.tenantry.support.actors.TestTenants;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Imports of malformed or nearly valid users. No user is imported: each body has a line that is refused. */
final class UserLineShots {

    private static final String TYPE = "application/x-ndjson";

    /** A user with the fields that a line may have. */
    private static final Map<String, Object> USER = Map.ofEntries(
            Map.entry("id", "an-id"),
            Map.entry("username", "nonsense"),
            Map.entry("email", "nonsense@nonsense.test"),
            Map.entry("firstName", "Nonsense"),
            Map.entry("enabled", true),
            Map.entry("createdTimestamp", 1),
            Map.entry("notBefore", 1),
            Map.entry("attributes", Map.of("phone", List.of("1"))),
            Map.entry("requiredActions", List.of("VERIFY_EMAIL")),
            Map.entry("realmRoles", List.of("offline_access")),
            Map.entry("clientRoles", Map.of("account", List.of("view-profile"))),
            Map.entry("groups", List.of("/none")),
            Map.entry("federationLink", "none"),
            Map.entry("serviceAccountClientId", "account"),
            Map.entry("federatedIdentities", List.of(
                    Map.of("identityProvider", "google", "userId", "1", "userName", "n"))),
            Map.entry("clientConsents", List.of(
                    Map.of("clientId", "account", "createdDate", 1, "grantedClientScopes", List.of("email")))),
            Map.entry("verifiableCredentials", List.of(Map.of("credentialScopeName", "email", "revision", "1",
                    "userAttributes", Map.of("a", List.of("b"))))),
            Map.entry("issuedVerifiableCredentials", List.of(Map.of("credentialType", "email", "issuedAt", 1))),
            Map.entry("credentials", List.of(
                    Map.of("id", "a-credential", "type", "password", "createdDate", 1, "userLabel", "l",
                            "secretData", "{\"value\":\"eA==\",\"salt\":\"eA==\"}",
                            "credentialData", "{\"hashIterations\":1,\"algorithm\":\"none\"}"),
                    Map.of("type", "otp", "secretData", "{\"value\":\"x\"}", "credentialData", "{}"))));

    private final String path;
    private final List<Shot> shots = new ArrayList<>();

    /** @param tenant the name of the tenant that the requests name */
    UserLineShots(String tenant) {
        this.path = "/" + tenant + "/users/import";
    }

    List<Shot> all() {
        Mutants mutants = Mutants.of(USER);
        mutants.malformed().forEach(this::shoot);
        mutants.retyped().forEach(this::shoot);
        mutants.replaced(Nonsense.SHARP).forEach(this::shoot);
        for (String line : List.of("\n\n", "\0", "\ufeff{}", "x".repeat(3 << 20), "{}\r{}", "\u2028")) {
            shoot("a line of " + line.length(), line.getBytes(StandardCharsets.UTF_8));
        }
        shoot("UTF-16", "{\"username\":\"nonsense\"}".getBytes(StandardCharsets.UTF_16));
        return shots;
    }

    private void shoot(String what, byte[] line) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(line);
        body.writeBytes("\n{\"username\":null}\n".getBytes(StandardCharsets.UTF_8));
        shots.add(Shot.of("POST " + TestTenants.PATH + path + ", " + what, "POST", path, TYPE, body.toByteArray()));
    }
}
