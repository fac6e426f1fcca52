package dev.tenantry.keycloak.realm;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.util.JpaUtils;
import org.keycloak.models.KeycloakSession;

/**
 * Counts the rows about a realm's users in Keycloak's own tables. For a tenant, the expected number is zero: the data
 * about users, their events and invitations are in the tenant's schema. The exception is login failures, if Keycloak
 * saves them in its database (feature {@code stateless}, 26.7).
 *
 * @param rows the number of rows by table name, including tables without rows
 */
public record Residue(Map<String, Long> rows) {

    private static final String OF_REALM = "REALM_ID = ?1";

    private static final List<String> TABLES_OF_REALMS = List.of(
            "USER_ENTITY",
            "FEDERATED_IDENTITY",
            "BROKER_LINK",
            "FEDERATED_USER",
            "FED_USER_ATTRIBUTE",
            "FED_USER_CONSENT",
            "FED_USER_CREDENTIAL",
            "FED_USER_GROUP_MEMBERSHIP",
            "FED_USER_REQUIRED_ACTION",
            "FED_USER_ROLE_MAPPING",
            "FED_USER_VER_CREDENTIAL",
            "FED_ISSUED_VER_CREDENTIAL",
            "LOGIN_FAILURE",
            "EVENT_ENTITY",
            "ADMIN_EVENT_ENTITY");

    private static final List<String> TABLES_OF_USERS = List.of(
            "USER_ATTRIBUTE",
            "USER_CONSENT",
            "USER_GROUP_MEMBERSHIP",
            "USER_REQUIRED_ACTION",
            "USER_ROLE_MAPPING",
            "USER_VER_CREDENTIAL",
            "CREDENTIAL",
            "ISSUED_VER_CREDENTIAL");

    /** Counts the realm's rows in each table, in the session's transaction. */
    public static Residue of(KeycloakSession session, String realmId) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        Map<String, Long> rows = new LinkedHashMap<>();
        String ofUsers = in("USER_ID", keycloak, "USER_ENTITY", OF_REALM);
        TABLES_OF_REALMS.forEach(table -> rows.put(table, count(keycloak, table, OF_REALM, realmId)));
        TABLES_OF_USERS.forEach(table -> rows.put(table, count(keycloak, table, ofUsers, realmId)));
        rows.put("USER_CONSENT_CLIENT_SCOPE", count(keycloak, "USER_CONSENT_CLIENT_SCOPE",
                in("USER_CONSENT_ID", keycloak, "USER_CONSENT", ofUsers), realmId));
        rows.put("FED_USER_CONSENT_CL_SCOPE", count(keycloak, "FED_USER_CONSENT_CL_SCOPE",
                in("USER_CONSENT_ID", keycloak, "FED_USER_CONSENT", OF_REALM), realmId));
        rows.put("ORG_INVITATION", count(keycloak, "ORG_INVITATION",
                in("ORGANIZATION_ID", keycloak, "ORG", OF_REALM), realmId));
        return new Residue(rows);
    }

    /** Returns the condition that a column contains the id of a row of another table. */
    private static String in(String column, EntityManager keycloak, String table, String condition) {
        return column + " in (select ID from " + JpaUtils.getTableNameForNativeQuery(table, keycloak) + " where "
                + condition + ")";
    }

    /**
     * Builds the SQL from constants of this class and the name of Keycloak's schema (option {@code db-schema}). The
     * realm's id is a bound parameter.
     */
    private static long count(EntityManager keycloak, String table, String condition, String realmId) {
        Object count = keycloak.createNativeQuery("select count(*) from "
                        + JpaUtils.getTableNameForNativeQuery(table, keycloak) + " where " + condition)
                .setParameter(1, realmId)
                .getSingleResult();
        return ((Number) count).longValue();
    }

    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
