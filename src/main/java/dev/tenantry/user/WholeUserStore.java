package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.function.Consumer;

/** Users with all they own, many at once. */
public final class WholeUserStore {

    /** As many as travel from PostgreSQL at once. */
    private static final int FETCH_SIZE = 200;

    private WholeUserStore() {}

    /**
     * Stores new users, each table by one COPY.
     *
     * @throws dev.tenantry.db.DuplicateException where something of theirs is somebody's already; then the transaction
     *     has failed, unless this was an attempt
     */
    public static void insert(TenantHandle handle, List<WholeUser> users) {
        for (WholeUserTable table : WholeUserTable.values()) {
            handle.copyIn(table.columns(), users.stream().flatMap(table::rows).toList());
        }
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
