package dev.tenantry.bulk;

import dev.tenantry.db.CopyText;
import dev.tenantry.db.UnstorableTextException;
import dev.tenantry.user.StoredUser;
import dev.tenantry.user.UserStore;
import java.util.List;

/**
 * Lines, and the rows that they become, made before it is their turn: PostgreSQL would stand still meanwhile.
 *
 * @param rowsOrNull null where one of them can't be stored
 */
record Chunk(List<ImportLine> lines, CopyText rowsOrNull) {

    static Chunk of(List<ImportLine> lines) {
        try {
            return new Chunk(lines, rows(lines));
        } catch (UnstorableTextException oneOfThem) {
            return new Chunk(lines, null); // which one is found out in turn
        }
    }

    /** @throws UnstorableTextException where one of them can't be stored */
    static CopyText rows(List<ImportLine> lines) {
        return UserStore.rows(users(lines));
    }

    static List<StoredUser> users(List<ImportLine> lines) {
        return lines.stream().map(ImportLine::user).toList();
    }
}
