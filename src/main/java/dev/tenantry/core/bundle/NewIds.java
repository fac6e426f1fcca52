package dev.tenantry.core.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.user.UserJsonRow;
import java.util.Map;

/**
 * Replaces the ids in the rows of a bundle, if the restored realm must not have the ids of the exported realm. Roles,
 * groups, clients, users and other objects then have new ids.
 *
 * <p>Two users must not have the same id in Keycloak, even in two realms. An id in the schema's table of users is plain
 * if Keycloak uses the id unchanged. Each plain id is replaced by a new plain id with the new tenant's prefix. The new
 * plain id depends only on the prefix and the old plain id, so that each row can be converted without the other rows.
 * An id that is not plain remains unchanged in the schema. Keycloak adds the id of the realm's component to such an id.
 * The restored realm has a new component, so the id with the component's id is unique.
 *
 * @param byOld a map from each old id to the new id, without the ids of users; empty if no id changes
 * @param prefixOrNull the id prefix of the new tenant; null if no id changes
 */
public record NewIds(Map<String, String> byOld, IdPrefix prefixOrNull) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static final NewIds NONE = new NewIds(Map.of(), null);

    /**
     * The SQL for the new id of a user. {@code ?} stands for the tenant's prefix, and {@code %s} for the old id. The
     * new id begins with the prefix, and has the version and variant bits of a random UUID. All other bits come from a
     * digest of the old id.
     */
    private static final String NEW_ID = """
            (select ? || '-4' || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
             from encode(sha256(convert_to(%s, 'UTF8')), 'hex') h)""";

    public NewIds {
        byOld = Map.copyOf(byOld);
    }

    /**
     * Replaces the ids in one row of the bundle, and returns the new row.
     *
     * @throws InvalidBundleException if the row does not have the form that this version of Tenantry writes
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
     * Converts the row of an event or an invitation. Replaces the id of the row, the organization's id in an
     * invitation, and the component's id in {@code user_id}.
     *
     * <p>Events need new ids, since the ids of events are unique in Keycloak's own tables. If a tenant and its copy had
     * events with the same ids, only one of the two tenants could be released to Keycloak's tables. This method does
     * not replace a plain id in {@code user_id}, because the plain id may belong to an administrator in another realm.
     * Such an administrator's id must not change. If the plain id belongs to one of the tenant's users, {@link
     * #expression} replaces the id.
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
     * Returns the SQL for the value that a restore inserts into a column. With one exception, this is the value in the
     * bundle, unchanged. The exception is a column {@code user_id} of a table other than the table of users: if the
     * value in the bundle is the plain id of one of the tenant's users, the SQL returns the new id of this user. The
     * table of events has a column {@code user_id}, and tables of other extensions may have one.
     *
     * @param column the column's name, quoted if necessary
     * @param row the alias of the bundle's row in the SQL
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

    /**
     * Returns the new id of a user, an event or an invitation.
     *
     * @param plainId the plain id of the user, or the id of the event or invitation
     */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }
}
