package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Provisions and drops tenants by the REST endpoint, as an operator does. Safe for use by several threads. */
public final class TestTenants {

    public static final String PATH = "/master/tenants";

    private final KeycloakUnderTest keycloak;

    public TestTenants(KeycloakUnderTest keycloak) {
        this.keycloak = keycloak;
    }

    /** A name that no other test uses. */
    public static String newName() {
        return "t" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    }

    /** The request for a tenant whose first user has this name and password. */
    public static Map<String, Object> request(String name, String username, String password) {
        return Map.of(
                "name", name,
                "displayName", "Tenant " + name,
                "user", Map.of(
                        "username", username,
                        "email", username + "@" + name + ".test",
                        "firstName", "Ada",
                        "lastName", "Byron",
                        "credentials", List.of(Map.of("type", "password", "value", password, "temporary", false))));
    }

    /** Drops a tenant in any state, if the caller has the right to do so. */
    public static Answer drop(AdminApi caller, String name) {
        return caller.delete(PATH + "/" + name + "?force=true", Map.of("name", name));
    }

    /** Drops all existing tenants with these names, and frees the names. For tests that share names. */
    public static void dropAndFree(AdminApi caller, String... names) {
        for (String name : names) {
            drop(caller, name);
            caller.delete(PATH + "/former-names/" + name);
        }
    }

    public Answer provision(Map<String, Object> request) {
        return keycloak.admin().post(PATH, request);
    }

    /** Provisions a tenant with a new name, and registers its applications. */
    public TestTenant provision(String username, String password) {
        return asRequested(request(newName(), username, password));
    }

    /** Provisions the requested tenant, and registers its applications. */
    public TestTenant asRequested(Map<String, Object> request) {
        Answer answer = provision(request);
        if (answer.status() != 201) {
            throw new IllegalStateException("The tenant " + request.get("name") + " was not provisioned: " + answer);
        }
        TestTenant tenant = TestTenant.of(keycloak, answer.json());
        tenant.registerApplications();
        return tenant;
    }
}
