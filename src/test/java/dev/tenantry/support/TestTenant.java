package dev.tenantry.support;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** How many rows of the tenant's own table meet the condition. */
    public long count(String table, String condition) {
        return keycloak.database()
                .<Number>value("select count(*) from \"" + schema + "\"." + table + " where " + condition)
                .longValue();
    }
}
