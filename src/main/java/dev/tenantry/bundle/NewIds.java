package dev.tenantry.bundle;

import dev.tenantry.tenant.IdPrefix;
import dev.tenantry.tenant.Sha256;
import dev.tenantry.user.UserJsonRow;
import java.util.Map;

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

    /** The version and variant that a random UUID shows; the rest is a digest of the old id. */
    private static final String NEW_ID = """
            (select ? || '-4' || substr(h, 1, 3) || '-a' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
             from encode(sha256(convert_to(%s, 'UTF8')), 'hex') h)""";

    public NewIds {
        byOld = Map.copyOf(byOld);
    }

    /**
     * A row of the bundle as it goes into the table.
     *
     * @throws InvalidBundleException if it is of the table of users, and a part of the user is not as it must be
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
     * What goes into a column, as SQL: tables of other extensions may refer to users.
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

    /** The same for one plain id of a user. */
    public String ofUser(String plainId) {
        String digest = Sha256.of(plainId);
        return prefixOrNull.value() + "-4" + digest.substring(0, 3) + "-a" + digest.substring(3, 6)
                + "-" + digest.substring(6, 18);
    }
}
