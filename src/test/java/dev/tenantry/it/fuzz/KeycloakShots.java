package dev.tenantry.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Requests to those endpoints of Keycloak that reach a tenant's tables. {@link FuzzedRealm} replaces names in braces
 * by ids of the realm's objects.
 */
final class KeycloakShots {

    private static final Map<String, Object> USER = Map.of(
            "username", "FRESH", "email", "FRESH@nonsense.test", "firstName", "Ada", "lastName", "Byron",
            "enabled", true, "attributes", Map.of("color", List.of("red")), "requiredActions", List.of("VERIFY_EMAIL"),
            "credentials", List.of(Map.of("type", "password", "value", "nonsense-1")),
            "federatedIdentities", List.of(Map.of("identityProvider", "idp", "userId", "u", "userName", "n")));

    private static final List<String> SEARCH_TEXTS = List.of(
            "search", "username", "email", "firstName", "lastName", "q", "idpAlias", "idpUserId", "enabled",
            "emailVerified", "exact", "createdAfter");

    private final List<Shot> shots = new ArrayList<>();

    /** Requests to the realm's admin API. */
    static List<Shot> ofAdmin() {
        KeycloakShots made = new KeycloakShots();
        made.user("POST", "/users", USER);
        made.user("PUT", "/users/{user}", Map.of("email", "FRESH@nonsense.test", "firstName", "Ada", "lastName", "B",
                "enabled", true, "emailVerified", false, "attributes", Map.of("color", List.of("red")),
                "requiredActions", List.of("VERIFY_EMAIL")));
        made.body("PUT", "/users/{user}/reset-password",
                Map.of("type", "password", "value", "x-1", "temporary", false));
        made.body("POST", "/users/{user}/federated-identity/idp",
                Map.of("identityProvider", "idp", "userId", "u", "userName", "n"));
        made.body("POST", "/users/{user}/role-mappings/realm", List.of(Map.of("id", "{role}", "name", "clerk")));
        made.body("DELETE", "/users/{user}/role-mappings/realm", List.of(Map.of("id", "{role}", "name", "clerk")));
        made.body("POST", "/partialImport", Map.of("ifResourceExists", "SKIP", "users", List.of(Map.of(
                "id", "nonsense", "username", "FRESH", "email", "FRESH@nonsense.test", "enabled", true))));
        made.search("/users");
        made.search("/users/count");
        made.numbers("/users?", "/users/count?", "/groups/{group}/members?", "/roles/clerk/users?",
                "/organizations/{org}/members?", "/users/{user}/groups?");
        made.segments("GET", "/users/%s");
        made.segments("DELETE", "/users/%s");
        made.segments("GET", "/users/%s/groups");
        made.segments("GET", "/users/f:{component}:%s");
        made.segments("GET", "/groups/%s/members");
        made.segments("GET", "/roles/%s/users");
        made.segments("PUT", "/users/{user}/groups/%s");
        made.segments("DELETE", "/users/{user}/groups/%s");
        made.segments("DELETE", "/users/{user}/consents/%s");
        made.segments("DELETE", "/users/{user}/federated-identity/%s");
        made.segments("DELETE", "/users/{user}/credentials/%s");
        made.segments("GET", "/organizations/{org}/members/%s");
        made.segments("DELETE", "/organizations/{org}/members/%s");
        made.each(nonsense -> made.shots.add(Shot.of("a link to " + nonsense.name(), "POST",
                "/users/{user}/federated-identity/" + nonsense.encoded(), Shot.JSON,
                Mutants.bytes(Map.of("userId", nonsense.text(), "userName", nonsense.text())))));
        made.each(nonsense -> made.shots.add(Shot.of("a member of an organization, " + nonsense.name(), "POST",
                "/organizations/{org}/members", Shot.JSON, Mutants.bytes(nonsense.text()))));
        made.each(nonsense -> made.shots.add(Shot.of("a search for members, " + nonsense.name(), "GET",
                "/organizations/{org}/members?search=" + nonsense.encoded(), Shot.JSON, null)));
        made.each(nonsense -> made.shots.add(Shot.of("a label, " + nonsense.name(), "PUT",
                "/users/{user}/credentials/{credential}/userLabel", "text/plain",
                nonsense.text().getBytes(StandardCharsets.UTF_8))));
        return made.shots;
    }

    /** Requests of a user to the account API. */
    static List<Shot> ofAccount() {
        KeycloakShots made = new KeycloakShots();
        made.user("POST", "", Map.of("username", "grace", "email", "grace@nonsense.test", "firstName", "Grace",
                "lastName", "Hopper", "attributes", Map.of("color", List.of("red"))));
        made.segments("DELETE", "/credentials/%s");
        made.segments("GET", "/applications/%s/consent");
        made.segments("DELETE", "/applications/%s/consent");
        made.segments("DELETE", "/linked-accounts/%s");
        made.each(nonsense -> made.shots.add(Shot.of("a label of one's own, " + nonsense.name(), "PUT",
                "/credentials/{credential}/label", Shot.JSON, Mutants.bytes(nonsense.text()))));
        made.body("PUT", "/applications/shop/consent",
                Map.of("grantedScopes", List.of(Map.of("id", "x", "name", "y"))));
        return made.shots;
    }

    /** Requests to the token endpoint. */
    static List<Shot> ofTokens() {
        KeycloakShots made = new KeycloakShots();
        for (String field : List.of("username", "password", "scope", "client_id", "totp", "grant_type")) {
            made.each(nonsense -> made.form(field, nonsense.name(), nonsense.encoded()));
            List.of("%00", "%ED%A0%80", "%FF").forEach(raw -> made.form(field, raw, raw));
        }
        made.form("username", "a million characters", "x".repeat(1_000_000));
        made.form("password", "a million characters", "x".repeat(1_000_000));
        return made.shots;
    }

    /** Requests that create a user, with randomly garbled bodies. */
    static List<Shot> ofUsersBy(Chance chance, int count) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] body = chance.garbled(Mutants.bytes(USER));
            shots.add(Shot.of("a user by chance, " + i, "POST", "/users", Shot.JSON, body));
        }
        return shots;
    }

    private void form(String field, String name, String value) {
        String form = "grant_type=password&client_id=shop&scope=openid&username=ada&password=wrong";
        String mutant = form.replaceFirst("\\b" + field + "=[^&]*", "") + "&" + field + "=";
        shots.add(Shot.of("token, " + field + " is " + name, "POST", "/token", "application/x-www-form-urlencoded",
                (mutant + value).getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds requests that create or change a user. */
    private void user(String method, String path, Map<String, Object> valid) {
        Mutants mutants = Mutants.of(valid);
        mutants.malformed().forEach((name, bytes) -> body(method, path, name, bytes));
        mutants.retyped().forEach((name, bytes) -> body(method, path, name, bytes));
        mutants.replaced(Nonsense.TEXTS).forEach((name, bytes) -> body(method, path, name, bytes));
        Mutants.huge(valid).forEach((name, bytes) -> {
            // Keycloak's own store removes a user's attributes one by one, which takes minutes for ten thousand.
            if (path.equals("/users") || !name.startsWith("ten thousand")) {
                body(method, path, name, bytes);
            }
        });
    }

    private void body(String method, String path, Object valid) {
        Mutants mutants = Mutants.of(valid);
        mutants.retyped().forEach((name, bytes) -> body(method, path, name, bytes));
        mutants.replaced(Nonsense.SHARP).forEach((name, bytes) -> body(method, path, name, bytes));
    }

    private void body(String method, String path, String name, byte[] bytes) {
        shots.add(Shot.of(method + " " + path + ", " + name, method, path, Shot.JSON, bytes));
    }

    private void search(String path) {
        for (String parameter : SEARCH_TEXTS) {
            List<Nonsense> texts = parameter.equals("search") ? Nonsense.TEXTS : Nonsense.SHARP;
            texts.stream().filter(KeycloakShots::fitsIntoAnAddress).forEach(nonsense ->
                    shots.add(Shot.get("GET " + path + ", " + parameter + " is " + nonsense.name(),
                            path + "?" + parameter + "=" + nonsense.encoded())));
        }
        Nonsense.TEXTS.stream().filter(KeycloakShots::fitsIntoAnAddress).forEach(nonsense ->
                shots.add(Shot.get("GET " + path + ", an attribute is " + nonsense.name(),
                        path + "?q=" + new Nonsense("", nonsense.text() + ":" + nonsense.text()).encoded())));
    }

    private static boolean fitsIntoAnAddress(Nonsense nonsense) {
        return nonsense.text().length() < 3_000;
    }

    private void numbers(String... paths) {
        for (String path : paths) {
            for (String parameter : List.of("first", "max")) {
                Nonsense.NUMBERS.stream().filter(KeycloakShots::fitsIntoAnAddress).forEach(number ->
                        shots.add(Shot.get("GET " + path + parameter + " is " + number.name(),
                                path + parameter + "=" + number.encoded())));
            }
        }
    }

    private void segments(String method, String path) {
        Nonsense.SHARP_SEGMENTS.forEach(segment -> shots.add(new Shot(method + " " + path + ": " + segment.name(),
                method, path.replace("%s", segment.text()), Map.of(), null)));
    }

    private void each(Consumer<Nonsense> use) {
        Nonsense.TEXTS.forEach(use);
    }
}
