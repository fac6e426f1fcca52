package dev.tenantry.user;

import dev.tenantry.db.DatabaseUnavailableException;
import dev.tenantry.tenant.TenantHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the indexes that serve searches while many users are stored in a schema that has few, and makes them again at
 * the end: to build an index from all rows takes a fraction of the time that it takes to enter each row. Unique indexes
 * stay. Other sessions neither read nor write the tenant's users meanwhile. One transaction, which undoes all of it if it
 * fails.
 */
public final class BulkLoad {

    /** More users than these are not kept waiting. */
    static final int FEW = 100;

    private static final String PUT_OFF = """
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index
            where not indisunique and indrelid = 'users'::regclass""";

    private final List<String> makingUp = new ArrayList<>();

    private BulkLoad() {}

    /**
     * Begins, in a transaction without limits, if nothing speaks against it.
     *
     * @param lockTimeout for somebody else's transaction that is in the way; requests wait behind this one meanwhile
     * @return null where there are more than a few users, or somebody else is at work on them; then all is as it was
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

    /** Makes the indexes again, after which the schema is as it was. */
    public void end(TenantHandle handle) {
        makingUp.forEach(handle::defer);
        handle.flush();
    }
}
