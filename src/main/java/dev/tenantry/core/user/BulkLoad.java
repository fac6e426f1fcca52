package dev.tenantry.core.user;

import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.tenant.TenantHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Speeds up the insertion of many users into a schema with few users: drops the search indexes first, and creates them
 * again at the end. Creating an index from all rows is several times faster than adding each row to an existing index.
 * Unique indexes are not dropped. Until the transaction ends, other sessions can neither read nor write the tenant's
 * users. A bulk load is part of one transaction, so a failure undoes the whole load.
 */
public final class BulkLoad {

    /**
     * The maximum number of users that a schema may have before a bulk load. If a schema has more users, a bulk load
     * would block too many logins.
     */
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
     * @param lockTimeout how long to wait until other sessions' transactions have released the table; during this time,
     *     new requests for the tenant's users wait as well
     * @return the load; empty if the schema has more than a few users, or if the table can't be locked within the
     *     timeout. In both cases nothing has changed
     */
    public static Optional<BulkLoad> begin(TenantHandle handle, Duration lockTimeout) {
        if (handle.count("select count(*) from (select from users limit ?) few", FEW + 1) > FEW
                || !isLocked(handle, lockTimeout)) {
            return Optional.empty();
        }
        BulkLoad load = new BulkLoad();
        handle.query(PUT_OFF, row -> List.of(row.getString(1), row.getString(2))).forEach(both -> {
            handle.defer(both.get(0));
            load.makingUp.add(both.get(1));
        });
        handle.flush();
        return Optional.of(load);
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
