package dev.tenantry.support.actors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.UserTables;

/** A provisioned tenant, with queries on its schema. */
public record TestTenant(KeycloakUnderTest keycloak, String id, String name, String schema, String firstUserId)
        implements TestRealm {

    static TestTenant of(KeycloakUnderTest keycloak, JsonNode representation) {
        return new TestTenant(
                keycloak,
                representation.get("id").asText(),
                representation.get("name").asText(),
                representation.get("schema").asText(),
                representation.get("user").get("id").asText());
    }

    /** Applies a lifecycle operation such as {@code suspend} to the tenant, as an operator does. */
    public Answer apply(String operation) {
        return keycloak.admin().post(TestTenants.PATH + "/" + name + "/" + operation, null);
    }

    /** The tenant as the API shows it. */
    public Answer look() {
        return keycloak.admin().get(TestTenants.PATH + "/" + name);
    }

    /** The PostgreSQL role that owns the schema of the tenant. */
    public String role() {
        return keycloak.database().value(
                "select pg_get_userbyid(nspowner)::text from pg_namespace where nspname = ?", schema);
    }

    /**
     * Returns the number of rows that meet the condition.
     *
     * @param table {@code users}, or one of the tables that {@link UserTables} derives from it
     */
    public long count(String table, String condition) {
        return keycloak.database()
                .<Number>value(UserTables.with(schema) + "select count(*) from " + table + " where " + condition)
                .longValue();
    }
}
