package dev.tenantry.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.tenant.IdPrefix;
import dev.tenantry.tenant.Sha256;
import java.util.Map;
import java.util.Set;

/**
 * The ids that a restored realm's roles, groups, clients, users and so on have instead of those in the bundle.
 *
 * <p>No two realms may have users with one id. A plain id becomes another plain id with the new tenant's prefix, always
 * the same one for an old id, so that each row can be written by itself. Any other user keeps the id in the schema; for
 * Keycloak the realm's component is in front of that id, and the component is a new one.
 *
 * @param byOld empty if everything keeps its id
 * @param prefixOrNull of the new tenant; null if everything keeps its id
 */
public record NewIds(Map<String, String> byOld, IdPrefix prefixOrNull) {

    public static final NewIds NONE = new NewIds(Map.of(), null);

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

    /** The version and variant that a random UUID shows; the rest is a digest of the old id. */
    private static final String NEW_ID = """
            (select ? || '-4' || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
             from encode(sha256(convert_to(%s, 'UTF8')), 'hex') h)""";

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
        if (table.name().equals("users") && column.equals("id")) {
            return table.columns().contains(PLAIN_ID)
                    ? "case when " + row + "." + PLAIN_ID + " then " + newId(value) + " else " + value + " end"
                    : value;
        }
        if (column.equals("user_id")) {
            return "coalesce((select users.id from users where users.id = " + newId(value) + "), " + value + ")";
        }
        boolean isId = COLUMNS.getOrDefault(table.name(), Set.of()).contains(column);
        return isId ? "coalesce(" + ids + " ->> " + value + ", " + value + ")" : value;
    }

    private String newId(String value) {
        return NEW_ID.formatted(value).replace("?", "'" + prefixOrNull.value() + "'");
    }

    /** The same for one plain id of a user. */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }

    String json() {
        try {
            return JSON.writeValueAsString(byOld);
        } catch (JsonProcessingException textsAreAlwaysWritable) {
            throw new IllegalStateException(textsAreAlwaysWritable);
        }
    }
}
