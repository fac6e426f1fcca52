package dev.tenantry.core.bulk;

import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import java.util.List;

/**
 * Some lines of an import, and the users of these lines as rows for COPY. The rows are made while PostgreSQL still
 * writes the previous chunk, so that PostgreSQL never waits for rows.
 *
 * @param rowsOrNull the rows as COPY text; null if PostgreSQL can't store one of the lines
 */
record Chunk(List<ImportLine> lines, CopyText rowsOrNull) {

    static Chunk of(List<ImportLine> lines) {
        try {
            return new Chunk(lines, rows(lines));
        } catch (UnstorableTextException oneOfThem) {
            return new Chunk(lines, null); // the writer finds out which line PostgreSQL can't store
        }
    }

    /** @throws UnstorableTextException if PostgreSQL can't store one of the lines */
    static CopyText rows(List<ImportLine> lines) {
        return UserStore.rows(users(lines));
    }

    static List<StoredUser> users(List<ImportLine> lines) {
        return lines.stream().map(ImportLine::user).toList();
    }
}
