package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.util.List;

/** Finds the traces of a tenant in the registry, among the schemas and among the realms. */
final class Traces {

    private final KeycloakUnderTest keycloak;
    private final String name;

    Traces(KeycloakUnderTest keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
    }

    /** The tenant's state in the registry; "" if the registry has no such tenant. */
    String state() {
        return registry().isEmpty() ? "" : (String) registry().get(0).get(0);
    }

    boolean areNone() {
        return registry().isEmpty() && schemas().isEmpty() && realms().isEmpty();
    }

    void assertNone() {
        assertThat(registry()).as("tenants in the registry").isEmpty();
        assertThat(schemas()).as("schemas of the tenant").isEmpty();
        assertThat(realms()).as("realms of the tenant").isEmpty();
        assertThat(keycloak.admin().get("/" + name).status()).isEqualTo(404);
        assertThat(keycloak.database().rows("select 1 from client where client_id = ?", name + "-realm"))
                .as("master's client of the realm").isEmpty();
    }

    private List<List<Object>> registry() {
        return keycloak.database().rows("select state from tenantry.tenant where name = ?", name);
    }

    private List<List<Object>> schemas() {
        return keycloak.database()
                .rows("select nspname from pg_namespace where starts_with(nspname, ?)", "tenant_" + name + "_");
    }

    private List<List<Object>> realms() {
        return keycloak.database().rows("select id from realm where name = ?", name);
    }
}
