package dev.tenantry.core.bundle;

import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.user.UserJsonRow;
import java.util.Map;

/**
 * Replaces Keycloak's ids in a bundle (of roles, groups, clients, users and so on) by the ids of the restored realm.
 *
 * <p>Two realms must not have users with the same id. So a plain id becomes a new plain id, which has the new tenant's
 * prefix. The new id depends only on the old id, so that each row can be written without the other rows. Ids that are
 * not plain remain unchanged in the schema: Keycloak puts the id of the realm's new component before each of them, so
 * that the complete ids are unique.
 *
 * @param byOld a map from each old id to the new id; empty if no id changes
 * @param prefixOrNull the id prefix of the new tenant; null if no id changes
 */
public record NewIds(Map<String, String> byOld, IdPrefix prefixOrNull) {

    public static final NewIds NONE = new NewIds(Map.of(), null);

    /**
     * The SQL for a user's new id: the tenant's prefix, then the version and variant bits of a random UUID; the
     * remaining bits are a digest of the old id.
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
        if (!table.isOfUsers()) {
            return line;
        }
        try {
            UserJsonRow row = UserJsonRow.of(line);
            return (byOld.isEmpty() ? row : row.withIds(this::ofUser, byOld)).checked();
        } catch (IllegalArgumentException malformed) {
            throw new InvalidBundleException(table.entry(), "A row does not fit the table", malformed);
        }
    }

    /**
     * Returns the SQL for a column's value. In tables of other extensions, a column user_id may refer to a user, so its
     * value is replaced as well.
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

    /** Returns the new id for a user's plain id. */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }
}
