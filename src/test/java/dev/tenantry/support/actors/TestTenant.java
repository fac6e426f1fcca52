package dev.tenantry.support.actors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import dev.tenantry.support.postgres.UserTables;

/** A provisioned tenant, with what tests ask of its schema. */
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

    /** Applies an operation of the tenant's life, such as {@code suspend}, as a platform's operator does. */
    public Answer apply(String operation) {
        return keycloak.admin().post(TestTenants.PATH + "/" + name + "/" + operation, null);
    }

    /** What the API says of the tenant. */
    public Answer look() {
        return keycloak.admin().get(TestTenants.PATH + "/" + name);
    }

    /** The PostgreSQL role that owns its schema. */
    public String role() {
        return keycloak.database().value(
                "select pg_get_userbyid(nspowner)::text from pg_namespace where nspname = ?", schema);
    }

    /** How many rows of {@code users}, or of a part of users as a table of its own, meet the condition. */
    public long count(String table, String condition) {
        return keycloak.database()
                .<Number>value(UserTables.with(schema) + "select count(*) from " + table + " where " + condition)
                .longValue();
    }
}
