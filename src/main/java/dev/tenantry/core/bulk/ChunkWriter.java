package dev.tenantry.core.bulk;

import dev.tenantry.core.bulk.ImportOptions.IfExists;
import dev.tenantry.core.db.CopyText;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.user.ExistingKeys;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes the lines of a chunk, and reports why lines were refused. Use one instance per transaction.
 *
 * <p>If the import expects that all users are new, the writer first tries to write all lines with one COPY. If this
 * COPY fails, or if some users may exist already, the writer queries which keys exist, and refuses or skips the lines
 * with these keys. Then the writer writes the remaining lines with a COPY. If this COPY fails, the writer splits the
 * lines into halves, again and again, until each faulty line is alone.
 *
 * <p>The COPY after the query can fail for two reasons: another session has inserted one of the keys after the query,
 * or a line has a fault other than an existing key. Citus reports a duplicate in a COPY without the error code of a
 * duplicate. So if a COPY of a single line fails without a known error code, the writer queries the keys of this line
 * again.
 */
final class ChunkWriter {

    private static final String TAKEN = "A user has this already";
    private static final String USERNAME = "username";

    private final TenantHandle handle;
    private final IfExists ifExists;
    private final List<LineError> errors = new ArrayList<>();
    private int imported;
    private int skipped;

    ChunkWriter(TenantHandle handle, IfExists ifExists) {
        this.handle = handle;
        this.ifExists = ifExists;
    }

    void write(Chunk chunk) {
        boolean areExpectedToBeNew = ifExists == IfExists.FAIL
                && chunk.rowsOrNull() != null
                && !ExistingKeys.canBeUnknownToTheDatabase(handle);
        if (!areExpectedToBeNew || attempt(chunk.lines(), chunk::rowsOrNull).isPresent()) {
            insert(free(chunk.lines()));
        }
    }

    int imported() {
        return imported;
    }

    int skipped() {
        return skipped;
    }

    List<LineError> errors() {
        return errors;
    }

    /**
     * Returns the lines whose keys are all unused. A key is used if an existing user or an earlier line has the key.
     * Refuses or skips the lines with a used key.
     */
    private List<ImportLine> free(List<ImportLine> lines) {
        ExistingKeys taken = ExistingKeys.among(handle, Chunk.users(lines));
        List<ImportLine> free = new ArrayList<>();
        for (ImportLine line : lines) {
            Optional<String> field = takenField(taken, line.user());
            if (field.isPresent()) {
                pass(line, field.get(), TAKEN);
            } else {
                taken.add(line.user());
                free.add(line);
            }
        }
        return free;
    }

    private static Optional<String> takenField(ExistingKeys taken, StoredUser user) {
        if (taken.hasUsername(user)) {
            return Optional.of(USERNAME);
        }
        if (taken.hasId(user)) {
            return Optional.of("id");
        }
        return taken.hasEmail(user) ? Optional.of("email") : Optional.empty();
    }

    private void insert(List<ImportLine> lines) {
        Optional<DatabaseException> refused = attempt(lines, () -> Chunk.rows(lines));
        if (refused.isEmpty()) {
            return;
        }
        if (lines.size() == 1) {
            pass(lines.get(0), refused.get());
            return;
        }
        int half = lines.size() / 2;
        insert(lines.subList(0, half));
        insert(lines.subList(half, lines.size()));
    }

    /**
     * @return why no line was written; empty if all lines were written
     * @throws DatabaseException if the lines are not the cause of the failure, for example during an outage
     */
    private Optional<DatabaseException> attempt(List<ImportLine> lines, Supplier<CopyText> rows) {
        try {
            handle.inSavepoint(() -> UserStore.insert(handle, rows.get()));
            imported += lines.size();
            return Optional.empty();
        } catch (DatabaseException refused) {
            if (!refused.canBeOfRows()) {
                throw refused;
            }
            return Optional.of(refused);
        }
    }

    private void pass(ImportLine line, DatabaseException refused) {
        if (refused instanceof DuplicateException duplicate) {
            pass(line, field(duplicate.constraint()), TAKEN);
        } else if (refused instanceof UnstorableTextException) {
            pass(line, "", refused.getMessage());
        } else {
            passUnknown(line, refused);
        }
    }

    /**
     * Reports a line that the database refused for an unknown reason. Queries the existing keys again, since another
     * transaction may have inserted one of the line's keys after the first query.
     */
    private void passUnknown(ImportLine line, DatabaseException refused) {
        Optional<String> field = takenField(ExistingKeys.among(handle, List.of(line.user())), line.user());
        if (field.isPresent()) {
            pass(line, field.get(), TAKEN);
        } else {
            pass(line, "", "The database refuses this user, see its log: " + refused.getMessage());
        }
    }

    private static String field(String constraint) {
        return switch (constraint) {
            case "users_username" -> USERNAME;
            case "users_pkey" -> "id";
            case "users_email" -> "email";
            default -> "";
        };
    }

    private void pass(ImportLine line, String field, String message) {
        if (ifExists == IfExists.SKIP && field.equals(USERNAME)) {
            skipped++;
        } else {
            errors.add(new LineError(line.number(), field, message));
        }
    }
}
