package dev.tenantry.core.user;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.tenant.TenantHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the search indexes of a schema with few users while many users are inserted, and creates the indexes again at
 * the end. Building an index from all rows takes a fraction of the time of inserting each row into it. Unique indexes
 * are not dropped. Until the transaction ends, other sessions can neither read nor write the tenant's users. The load
 * is one transaction, so a failure undoes everything.
 */
public final class BulkLoad {

    /** The maximum number of existing users: if a schema has more users, a bulk load would block too many logins. */
    static final int FEW = 100;

    private static final String PUT_OFF = """
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index
            where not indisunique and indrelid = 'users'::regclass""";

    private final List<String> makingUp = new ArrayList<>();

    private BulkLoad() {}

    /**
     * Begins the load if possible. The transaction must have no time limits.
     *
     * @param lockTimeout how long to wait for transactions of other sessions; during the wait, new requests for the
     *     tenant's users wait as well
     * @return the load; null, with nothing changed, if the schema has more than a few users, or if the table can't be
     *     locked within the timeout
     */
    public static BulkLoad beginOrNull(TenantHandle handle, Duration lockTimeout) {
        if (handle.count("select count(*) from (select from users limit ?) few", FEW + 1) > FEW
                || !isLocked(handle, lockTimeout)) {
            return null;
        }
        BulkLoad load = new BulkLoad();
        handle.query(PUT_OFF, row -> List.of(row.getString(1), row.getString(2))).forEach(both -> {
            handle.defer(both.get(0));
            load.makingUp.add(both.get(1));
        });
        handle.flush();
        return load;
    }

    private static boolean isLocked(TenantHandle handle, Duration lockTimeout) {
        try {
            handle.inSavepoint(() -> {
                handle.setLockTimeout(lockTimeout);
                handle.defer("lock table users in access exclusive mode");
                handle.setLockTimeout(Duration.ZERO);
            });
            return true;
        } catch (DatabaseUnavailableException busy) {
            return false;
        }
    }

    /** Creates the dropped indexes again. */
    public void end(TenantHandle handle) {
        makingUp.forEach(handle::defer);
        handle.flush();
    }
}
