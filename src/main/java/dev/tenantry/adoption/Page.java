package dev.tenantry.adoption;

/**
 * Users who were compared, whose ids lie between two.
 *
 * @param after not one of them
 * @param last the last one of them
 * @param digest of {@link UserRows}
 */
public record Page(String after, String last, int users, String digest) {

    static Page of(String after, UserRows rows) {
        return new Page(after, rows.ids().get(rows.ids().size() - 1), rows.ids().size(), rows.digest());
    }
}
