package dev.tenantry.user;

import dev.tenantry.db.CopyText;
import dev.tenantry.tenant.TenantHandle;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Users with all they own, many at once. */
public final class WholeUserStore {

    /** As many as travel from PostgreSQL at once. */
    private static final int FETCH_SIZE = 200;

    private WholeUserStore() {}

    /**
     * New users as the rows that {@link #insert} writes.
     *
     * @throws dev.tenantry.db.UnstorableTextException where a text of theirs can't be stored
     */
    public static List<CopyText> rows(List<WholeUser> users) {
        return Arrays.stream(WholeUserTable.values())
                .map(table -> CopyText.of(table.columns(), users.stream().flatMap(table::rows).toList()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /**
     * Stores new users, each table by one COPY.
     *
     * @throws dev.tenantry.db.DuplicateException where something of theirs is somebody's already; then the transaction
     *     has failed, unless this was an attempt
     */
    public static void insert(TenantHandle handle, List<CopyText> rows) {
        rows.forEach(handle::copyIn);
    }

    /** Tells PostgreSQL what there is by now, as it finds out by itself within minutes. */
    public static void analyze(TenantHandle handle) {
        handle.update("analyze " + Arrays.stream(WholeUserTable.values())
                .map(WholeUserTable::table)
                .collect(Collectors.joining(", ")));
    }

    /** Hands over everybody but service accounts, in no order, with no more than some hundreds of them in memory. */
    public static void forEachPerson(TenantHandle snapshot, Consumer<WholeUser> consumer) {
        snapshot.forEach(
                "select " + WholeUserRow.COLUMNS + " from users u where u.service_account_client is null",
                FETCH_SIZE,
                WholeUserRow::read,
                consumer);
    }
}
