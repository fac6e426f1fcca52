package dev.tenantry.dev;

import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.http.Answer;
import java.util.List;
import java.util.Map;

/** The tenant of the development server, with one user. */
final class DemoTenant {

    static final String NAME = "acme";
    static final String USERNAME = "ada";
    static final String PASSWORD = "lovelace-1815";

    private DemoTenant() {
    }

    /** Provisions the tenant through the REST API, as an operator does. If the tenant exists, it stays unchanged. */
    static Realm provision(String serverUrl, AdminApi master) {
        Map<String, Object> tenant = Map.of(
                "name", NAME,
                "displayName", "Acme Inc",
                "user", Map.of(
                        "username", USERNAME,
                        "email", "ada@acme.test",
                        "firstName", "Ada",
                        "lastName", "Byron",
                        "credentials", List.of(
                                Map.of("type", "password", "value", PASSWORD, "temporary", false))));
        Answer answer = master.post("/master/tenants", tenant);
        if (answer.status() != 201 && answer.status() != 409) {
            throw new IllegalStateException("The tenant " + NAME + " was not provisioned: " + answer.status() + " "
                    + answer.body());
        }
        return new Realm(serverUrl, NAME);
    }
}
