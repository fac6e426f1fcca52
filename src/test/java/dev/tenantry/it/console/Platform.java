package dev.tenantry.it.console;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.process.Eventually;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server with operators in master, and with tenants that seem to have been provisioned over several months. */
final class Platform {

    static final String PASSWORD = "operator-secret-1";

    private static final List<String> NAMES = List.of(
            "acme", "apex", "bluebird", "borealis", "cascade", "cobalt", "delta-works", "ember", "fjord", "globex",
            "harbor", "initech", "juniper", "kestrel", "lumen", "meridian", "northwind", "orchard", "pinewood",
            "quartz", "ridgeline", "summit", "umbra");

    private final KeycloakUnderTest keycloak;

    private Platform(KeycloakUnderTest keycloak) {
        this.keycloak = keycloak;
    }

    static Platform on(KeycloakUnderTest keycloak) {
        Platform platform = new Platform(keycloak);
        for (int i = 0; i < NAMES.size(); i++) {
            platform.provision(NAMES.get(i));
            platform.age(NAMES.get(i), 86 - 83 * i / NAMES.size(), 40 * i * i);
        }
        platform.countDaysGoneBy();
        platform.operator("olga", "manage-tenants");
        platform.operator("victor", "view-tenants");
        platform.operator("nadia");
        platform.operator("grace", "view-tenants", "grant-tenant-access");
        return platform;
    }

    static int tenants() {
        return NAMES.size();
    }

    /** The tenant's name with a capital letter and a legal form. */
    static String displayName(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " Ltd";
    }

    KeycloakUnderTest keycloak() {
        return keycloak;
    }

    AdminApi admin() {
        return keycloak.admin();
    }

    String page() {
        return keycloak.server().url() + "/realms/master/tenants/console";
    }

    /** Provisions a further tenant, with today's date. */
    void provision(String name) {
        Map<String, Object> request = new HashMap<>(TestTenants.request(name, "ada", "lovelace-1815"));
        request.put("displayName", displayName(name));
        admin().post(TestTenants.PATH, request).requiring(201);
    }

    String state(String name) {
        return admin().get(TestTenants.PATH + "/" + name).requiring(200).json().get("state").asText();
    }

    void apply(String name, String verb) {
        admin().post(TestTenants.PATH + "/" + name + "/" + verb, null).requiring(200);
    }

    String schema(String name) {
        return keycloak.database().value("select schema_name from tenantry.tenant where name = ?", name);
    }

    /** Registers the tenant's schema with version 1, as if an older server had made the schema. */
    void setBehind(String name) {
        keycloak.database().execute("update tenantry.tenant set schema_version = 1 where name = ?", name);
    }

    void signOutEverywhere(String username) {
        String id = admin().get("/master/users?exact=true&username=" + username).json().get(0).get("id").asText();
        // A request in progress keeps the session: Keycloak writes the session again at the end of the request.
        Eventually.holds("no session of " + username, () -> {
            admin().post("/master/users/" + id + "/logout", null).requiring(204);
            return admin().get("/master/users/" + id + "/sessions").json().isEmpty();
        });
    }

    private void age(String name, int days, int users) {
        keycloak.database().execute("""
                update tenantry.tenant set created_at = created_at - ? * interval '1 day',
                  in_service_at = in_service_at - ? * interval '1 day' where name = ?""", days, days, name);
        String schema = keycloak.database().value("select schema_name from tenantry.tenant where name = ?", name);
        keycloak.database().execute("""
                insert into "%s".users (id, username, email_shared, email_verified, enabled, not_before)
                select 'many-' || n, 'user-' || n, false, true, true, 0 from generate_series(1, ?) n"""
                .formatted(schema), users);
    }

    private void countDaysGoneBy() {
        keycloak.database().execute("""
                insert into tenantry.statistics_of_day (day, users, bytes)
                select (now() at time zone 'UTC')::date - past, 145000 * (60 - past) / 60, 4000000::bigint * (60 - past)
                from generate_series(1, 45) past
                on conflict do nothing""");
        // The server has counted today's users before they were added. Without today's row it counts again.
        keycloak.database().execute(
                "delete from tenantry.statistics_of_day where day = (now() at time zone 'UTC')::date");
        Eventually.holds("the day is counted", () -> admin().get(TestTenants.PATH + "/statistics?days=1")
                .json().at("/days/0/users").isNumber());
    }

    private void operator(String username, String... roles) {
        String id = admin().post("/master/users", Map.of(
                        "username", username,
                        "email", username + "@platform.test",
                        "firstName", "Olga",
                        "lastName", "Operator",
                        "enabled", true,
                        "credentials", List.of(Map.of("type", "password", "value", PASSWORD))))
                .requiring(201)
                .createdId();
        for (String name : roles) {
            Object role = admin().get("/master/roles/" + name).json();
            admin().post("/master/users/" + id + "/role-mappings/realm", List.of(role)).requiring(204);
        }
    }
}
