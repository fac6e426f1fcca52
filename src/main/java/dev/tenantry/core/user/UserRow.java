package dev.tenantry.core.user;

import dev.tenantry.core.db.CopyText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Converts a user to a row of the table of users, and back. */
final class UserRow {

    /**
     * The columns that hold a single value. The map's key is the name of a column, and the map's value is a function
     * that returns a user's value for this column. Omits the columns {@code id} and {@code plain_id}, which never
     * change.
     */
    private static final Map<String, Function<StoredUser, Object>> SINGLE_VALUES = singleValues();

    private static final List<String> PARTS = List.of("attributes", "required_actions", "role_ids", "groups",
            "password", "credentials", "broker_links", "consents", "verifiable_credentials", "issued_credentials");

    /** The columns that queries read. Omits {@code found_by}, which is derived from these columns. */
    private static final List<String> READ = Stream.of(
                    List.of("id", "plain_id"), List.copyOf(SINGLE_VALUES.keySet()), PARTS)
            .flatMap(List::stream)
            .toList();

    private static final List<String> WRITTEN = Stream.concat(READ.stream(), Stream.of("found_by")).toList();

    /** The columns that {@link #read} needs, as the select list of a query {@code from users u}. */
    static final String COLUMNS = READ.stream().map(column -> "u." + column).collect(Collectors.joining(", "));

    private static final int FIRST_PART = WRITTEN.indexOf(PARTS.get(0));

    static final String INSERT = "insert into " + table(WRITTEN) + " values (?, ?, "
            + SINGLE_VALUES.keySet().stream().map(column -> "?").collect(Collectors.joining(", "))
            + ", ?::jsonb, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?)";

    private UserRow() {}

    static StoredUser read(ResultSet row) throws SQLException {
        StoredUser user = new StoredUser(
                row.getString("id"), row.getBoolean("plain_id"), row.getString("username"));
        user.email(row.getString("email"), row.getBoolean("email_shared"));
        user.firstName(row.getString("first_name"));
        user.lastName(row.getString("last_name"));
        user.emailVerified(row.getBoolean("email_verified"));
        user.enabled(row.getBoolean("enabled"));
        user.notBefore(row.getInt("not_before"));
        user.createdAt(row.getObject("created_at", Long.class));
        user.modifiedAt(row.getObject("modified_at", Long.class));
        user.federationLink(row.getString("federation_link"));
        user.serviceAccountClient(row.getString("service_account_client"));
        user.attributes.load(UserJson.attributes(row.getString("attributes")));
        user.requiredActions.load(keys(row, "required_actions"));
        user.roles.load(keys(row, "role_ids"));
        user.groups.load(UserJson.groups(row.getString("groups")));
        String password = row.getString("password");
        user.credentials.load(
                password == null ? null : UserJson.password(password),
                UserJson.credentials(row.getString("credentials")));
        user.brokerLinks.load(UserJson.brokerLinks(row.getString("broker_links")));
        user.consents.load(UserJson.consents(row.getString("consents")));
        user.verifiableCredentials.load(UserJson.verifiableCredentials(row.getString("verifiable_credentials")));
        user.issuedCredentials.load(UserJson.issuedCredentials(row.getString("issued_credentials")));
        user.isWritten();
        return user;
    }

    private static Map<String, Boolean> keys(ResultSet row, String column) throws SQLException {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        for (String key : (String[]) row.getArray(column).getArray()) {
            keys.put(key, true);
        }
        return keys;
    }

    /**
     * Converts users to rows for COPY. Omits all columns that have their default value in every row: PostgreSQL would
     * spend a fifth of the COPY's time on these columns.
     */
    static CopyText copyText(List<StoredUser> users) {
        List<Object[]> rows = users.stream().map(UserRow::values).toList();
        int[] kept = IntStream.range(0, WRITTEN.size())
                .filter(column -> rows.stream().anyMatch(row -> !isDefault(column, row[column])))
                .toArray();
        return CopyText.of(
                table(Arrays.stream(kept).mapToObj(WRITTEN::get).toList()),
                rows.stream().map(row -> Arrays.stream(kept).mapToObj(column -> row[column]).toArray()).toList());
    }

    private static boolean isDefault(int column, Object value) {
        return value == null
                || column >= FIRST_PART
                        && (value.equals(UserJson.NOTHING) || value instanceof String[] keys && keys.length == 0);
    }

    private static String table(List<String> columns) {
        return "users (" + String.join(", ", columns) + ")";
    }

    /** Returns the values for {@code INSERT}, in the order of the statement's columns. */
    static Object[] values(StoredUser user) {
        Object[] values = new Object[2 + SINGLE_VALUES.size() + PARTS.size() + 1];
        values[0] = user.id();
        values[1] = user.plainId();
        int column = 2;
        for (Function<StoredUser, Object> value : SINGLE_VALUES.values()) {
            values[column++] = value.apply(user);
        }
        values[column++] = UserJson.attributes(user.attributes.entries());
        values[column++] = user.requiredActions.entries().keySet().toArray(String[]::new);
        values[column++] = user.roles.entries().keySet().toArray(String[]::new);
        values[column++] = UserJson.groups(user.groups.entries());
        values[column++] = user.credentials.password().map(UserJson::password).orElse(null);
        values[column++] = UserJson.credentials(user.credentials.others().entries());
        values[column++] = UserJson.brokerLinks(user.brokerLinks.entries());
        values[column++] = UserJson.consents(user.consents.entries());
        values[column++] = UserJson.verifiableCredentials(user.verifiableCredentials.entries());
        values[column++] = UserJson.issuedCredentials(user.issuedCredentials.entries());
        values[column] = FoundBy.of(user);
        return values;
    }

    /**
     * Calls the consumer for each column of {@code SINGLE_VALUES} that was set since the user was loaded or last
     * written. The consumer gets the column's name and the value.
     */
    static void changedValues(StoredUser user, BiConsumer<String, Object> consumer) {
        SINGLE_VALUES.forEach((column, value) -> {
            if (user.isChanged(column)) {
                consumer.accept(column, value.apply(user));
            }
        });
    }

    private static Map<String, Function<StoredUser, Object>> singleValues() {
        Map<String, Function<StoredUser, Object>> values = new LinkedHashMap<>();
        values.put("username", StoredUser::username);
        values.put("email", StoredUser::email);
        values.put("email_shared", StoredUser::emailShared);
        values.put("first_name", StoredUser::firstName);
        values.put("last_name", StoredUser::lastName);
        values.put("email_verified", StoredUser::emailVerified);
        values.put("enabled", StoredUser::enabled);
        values.put("not_before", StoredUser::notBefore);
        values.put("created_at", StoredUser::createdAt);
        values.put("modified_at", StoredUser::modifiedAt);
        values.put("federation_link", StoredUser::federationLink);
        values.put("service_account_client", StoredUser::serviceAccountClient);
        return values;
    }
}
