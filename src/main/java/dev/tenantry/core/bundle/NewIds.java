package dev.tenantry.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.user.UserJsonRow;
import java.util.Map;

/**
 * Replaces ids in a bundle: the ids of the exported realm's roles, groups, clients, users and so on become the ids of
 * the restored realm.
 *
 * <p>Users of two realms must not have the same id. A plain id is an id that Keycloak uses unchanged. Each plain id is
 * replaced by a new plain id with the new tenant's prefix. The new id depends only on the prefix and the old id, so
 * that a row can be converted without knowledge of other rows. Ids that are not plain remain unchanged in the schema:
 * Keycloak puts the id of the realm's new component before each of them, so that the complete ids are unique.
 *
 * @param byOld a map from each old id to the new id; empty if no id changes
 * @param prefixOrNull the id prefix of the new tenant; null if no id changes
 */
public record NewIds(Map<String, String> byOld, IdPrefix prefixOrNull) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static final NewIds NONE = new NewIds(Map.of(), null);

    /**
     * The SQL for a user's new id. The id begins with the tenant's prefix, and has the version and variant bits of a
     * random UUID. All other bits come from a digest of the old id.
     */
    private static final String NEW_ID = """
            (select ? || '-4' || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
             from encode(sha256(convert_to(%s, 'UTF8')), 'hex') h)""";

    public NewIds {
        byOld = Map.copyOf(byOld);
    }

    /**
     * Returns a row of the bundle with new ids.
     *
     * @throws InvalidBundleException if a user's row does not have the form that this version writes
     */
    String applied(BundleTable table, String line) {
        try {
            if (table.isOfInvitations() || table.isOptional()) {
                return byOld.isEmpty() ? line : withNewReferences(line);
            }
            if (!table.isOfUsers()) {
                return line;
            }
            UserJsonRow row = UserJsonRow.of(line);
            return (byOld.isEmpty() ? row : row.withIds(this::ofUser, byOld)).checked();
        } catch (IllegalArgumentException | JsonProcessingException malformed) {
            throw new InvalidBundleException(table.entry(), "A row does not fit the table", malformed);
        }
    }

    /**
     * Replaces the id of an event or invitation, the id of an invitation's organization, and the component in the id of
     * an event's user. Events need new ids because ids are unique in Keycloak's own tables: if a tenant and its copy
     * had events with the same ids, only one of the two could be released to Keycloak's tables. The plain id of an
     * event's user is replaced by {@link #expression}, since only ids of this tenant's users change.
     */
    private String withNewReferences(String line) throws JsonProcessingException {
        if (!(JSON.readTree(line) instanceof ObjectNode row)) {
            throw new IllegalArgumentException("A row must be a JSON object");
        }
        row.put("id", ofUser(row.path("id").asText()));
        String organization = row.path("organization_id").asText();
        if (byOld.containsKey(organization)) {
            row.put("organization_id", byOld.get(organization));
        }
        String[] user = row.path("user_id").asText().split(":", 3);
        if (user.length == 3 && user[0].equals("f") && byOld.containsKey(user[1])) {
            row.put("user_id", "f:" + byOld.get(user[1]) + ":" + user[2]);
        }
        return JSON.writeValueAsString(row);
    }

    /**
     * Returns the SQL for a column's value. If the column is {@code user_id}, in the table of events or in a table of
     * another extension, the SQL replaces the value if it is a user's id.
     *
     * @param column the column's name, quoted if necessary
     * @param row the SQL alias of the bundle's row
     */
    String expression(BundleTable table, String column, String row) {
        String value = row + "." + column;
        return byOld.isEmpty() || table.isOfUsers() || !column.equals("user_id")
                ? value
                : "coalesce((select users.id from users where users.id = " + newId(value) + "), " + value + ")";
    }

    private String newId(String value) {
        return NEW_ID.formatted(value).replace("?", "'" + prefixOrNull.value() + "'");
    }

    /** Returns the new id for the plain id of a user, for an event's id or for an invitation's id. */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }
}
