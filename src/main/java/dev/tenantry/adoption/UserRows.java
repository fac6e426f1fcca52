package dev.tenantry.adoption;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.tenantry.tenant.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Some users with all they own: rows of each table, in which null is null and all else text. Immutable. */
public final class UserRows {

    private final Map<UserTable, List<String[]>> rows;

    private UserRows(Map<UserTable, List<String[]>> rows) {
        this.rows = rows;
    }

    /** @param read rows of a table in any order; those that have a position are numbered anew, from 0 */
    public static UserRows of(Function<UserTable, List<String[]>> read) {
        Map<UserTable, List<String[]>> rows = new EnumMap<>(UserTable.class);
        for (UserTable table : UserTable.values()) {
            rows.put(table, read.apply(table));
        }
        rows.computeIfPresent(UserTable.ATTRIBUTES, (table, all) -> numbered(all, table, "user_id", "name"));
        rows.computeIfPresent(UserTable.CREDENTIALS, (table, all) ->
                numbered(onePasswordEach(numbered(all, table, "user_id"), table), table, "user_id"));
        return new UserRows(rows);
    }

    /**
     * Without a second password of a user, which two requests at once can leave in Keycloak's own tables: Keycloak asks
     * the first one alone (PasswordCredentialProvider.getPassword, 26.7), and a schema holds no more.
     */
    private static List<String[]> onePasswordEach(List<String[]> numbered, UserTable table) {
        Set<String> users = new HashSet<>();
        return numbered.stream()
                .filter(row -> !"password".equals(row[table.index("type")]) || users.add(row[table.index("user_id")]))
                .toList();
    }

    private static List<String[]> numbered(List<String[]> rows, UserTable table, String... within) {
        int position = table.index("position");
        List<String[]> numbered = new ArrayList<>();
        rows.stream()
                .collect(groupingBy(row -> key(row, table, within), LinkedHashMap::new, toList()))
                .values()
                .forEach(group -> {
                    List<String[]> sorted = group.stream()
                            .sorted(Comparator.comparingInt(row -> Integer.parseInt(row[position])))
                            .toList();
                    for (int i = 0; i < sorted.size(); i++) {
                        String[] row = sorted.get(i).clone();
                        row[position] = Integer.toString(i);
                        numbered.add(row);
                    }
                });
        return numbered;
    }

    private static List<String> key(String[] row, UserTable table, String... columns) {
        return List.of(columns).stream().map(column -> row[table.index(column)]).toList();
    }

    public List<String[]> of(UserTable table) {
        return rows.get(table);
    }

    /** In the order in which they were read. */
    public List<String> ids() {
        return of(UserTable.USERS).stream().map(user -> user[0]).toList();
    }

    /** The same users, those of them under another id for whom there is one. */
    UserRows withIds(Map<String, String> others) {
        return of(table -> rows.get(table).stream().map(row -> {
            String[] copy = row.clone();
            copy[0] = others.getOrDefault(row[0], row[0]);
            return copy;
        }).toList());
    }

    public boolean isEmpty() {
        return of(UserTable.USERS).isEmpty();
    }

    /** SHA-256 of all rows, whatever their order. */
    public String digest() {
        List<String> lines = new ArrayList<>();
        rows.forEach((table, all) ->
                all.stream().map(row -> table + line(table, row)).sorted().forEach(lines::add));
        return Sha256.ofLines(lines);
    }

    /** Each value with its length before it, so that no two rows have one line. */
    private static String line(UserTable table, String[] row) {
        return IntStream.range(0, row.length)
                .filter(table::isCompared)
                .mapToObj(i -> row[i] == null ? "-" : row[i].length() + ":" + row[i])
                .collect(joining(" ", " ", ""));
    }

    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "UserRows[users=" + of(UserTable.USERS).size() + "]";
    }
}
