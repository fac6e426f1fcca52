package dev.tenantry.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;

/**
 * The ids that a restored realm's roles, groups, clients and so on have instead of those in the bundle.
 *
 * <p>A user keeps the id in the schema; what Keycloak takes for the user's id has the component's in front, which is a
 * new one. Only users who were known by a plain id get another that way, since no two tenants of a server may have one
 * id.
 *
 * @param byOld empty where everything keeps its id
 */
public record NewIds(Map<String, String> byOld) {

    public static final NewIds NONE = new NewIds(Map.of());

    /** Which columns hold ids of Keycloak's, by table. */
    static final Map<String, Set<String>> COLUMNS = Map.of(
            "users", Set.of("federation_link", "service_account_client"),
            "role_mapping", Set.of("role_id"),
            "group_membership", Set.of("group_id"),
            "consent", Set.of("client_id"),
            "consent_scope", Set.of("client_id", "scope_id"),
            "verifiable_credential", Set.of("client_scope_id"),
            "issued_verifiable_credential", Set.of("client_id"));

    private static final String PLAIN_ID = "plain_id";

    private static final ObjectMapper JSON = new ObjectMapper();

    public NewIds {
        byOld = Map.copyOf(byOld);
    }

    /**
     * What goes into a column, as SQL.
     *
     * @param column quoted
     * @param row the alias of the row in the bundle
     * @param ids the alias of {@link #json()}
     */
    String expression(BundleTable table, String column, String row, String ids) {
        String value = row + "." + column;
        if (byOld.isEmpty()) {
            return value;
        }
        if (table.name().equals("users") && column.equals(PLAIN_ID)) {
            return "false";
        }
        boolean isId = COLUMNS.getOrDefault(table.name(), Set.of()).contains(column);
        return isId ? "coalesce(" + ids + " ->> " + value + ", " + value + ")" : value;
    }

    String json() {
        try {
            return JSON.writeValueAsString(byOld);
        } catch (JsonProcessingException textsAreAlwaysWritable) {
            throw new IllegalStateException(textsAreAlwaysWritable);
        }
    }
}
