package dev.tenantry.core.bundle;

import dev.tenantry.core.tenant.IdPrefix;
import dev.tenantry.core.tenant.Sha256;
import dev.tenantry.core.user.UserJsonRow;
import java.util.Map;

/**
 * Replaces the ids of roles, groups, clients, users and so on in a bundle by the ids of the restored realm.
 *
 * <p>No two realms may have users with one id. A plain id becomes another plain id with the new tenant's prefix. The
 * new id depends only on the old one, so that each row can be written by itself. Other users keep their id in the
 * schema, since Keycloak puts the id of the realm's new component before it.
 *
 * @param byOld empty if all ids stay
 * @param prefixOrNull of the new tenant; null if all ids stay
 */
public record NewIds(Map<String, String> byOld, IdPrefix prefixOrNull) {

    public static final NewIds NONE = new NewIds(Map.of(), null);

    /** The version and variant of a random UUID; the remaining bits are a digest of the old id. */
    private static final String NEW_ID = """
            (select ? || '-4' || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
             from encode(sha256(convert_to(%s, 'UTF8')), 'hex') h)""";

    public NewIds {
        byOld = Map.copyOf(byOld);
    }

    /**
     * A row of the bundle with new ids.
     *
     * @throws InvalidBundleException if a part of a user is not as this version writes it
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
     * The SQL for a column's value: tables of other extensions may refer to users.
     *
     * @param column quoted
     * @param row the alias of the row in the bundle
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

    /** The new id for a user's plain id. */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }
}
