package dev.tenantry.realm;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Whether anything in Keycloak's database has one of the ids that an exported realm brings along. */
final class TakenIds {

    private static final int AT_ONCE = 1000;

    /** The column, by table: all whose ids an import keeps. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("REALM", "ID"),
            Map.entry("KEYCLOAK_ROLE", "ID"),
            Map.entry("KEYCLOAK_GROUP", "ID"),
            Map.entry("CLIENT", "ID"),
            Map.entry("CLIENT_SCOPE", "ID"),
            Map.entry("PROTOCOL_MAPPER", "ID"),
            Map.entry("COMPONENT", "ID"),
            Map.entry("IDENTITY_PROVIDER", "INTERNAL_ID"),
            Map.entry("IDENTITY_PROVIDER_MAPPER", "ID"),
            Map.entry("AUTHENTICATION_FLOW", "ID"),
            Map.entry("AUTHENTICATOR_CONFIG", "ID"),
            Map.entry("REQUIRED_ACTION_PROVIDER", "ID"),
            Map.entry("ORG", "ID"));

    private TakenIds() {}

    static boolean areAmong(KeycloakSession session, Collection<String> ids) {
        EntityManager keycloak = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<String> all = new ArrayList<>(ids);
        for (int first = 0; first < all.size(); first += AT_ONCE) {
            List<String> some = all.subList(first, Math.min(first + AT_ONCE, all.size()));
            if (COLUMNS.entrySet().stream().anyMatch(in -> exists(keycloak, in.getKey(), in.getValue(), some))) {
                return true;
            }
        }
        return false;
    }

    /** Table and column are those above; only ids come from outside. */
    private static boolean exists(EntityManager keycloak, String table, String column, List<String> ids) {
        Object count = keycloak.createNativeQuery("select count(*) from " + table + " where " + column + " in (:ids)")
                .setParameter("ids", ids)
                .getSingleResult();
        return ((Number) count).longValue() > 0;
    }
}
