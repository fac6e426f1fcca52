package dev.tenantry.user;

import dev.tenantry.db.DatabaseUnavailableException;
import dev.tenantry.tenant.TenantHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What PostgreSQL does for each row of a user beside writing it, put off while many users come into a schema that has
 * few: to look whose the row is (foreign keys), and to enter it into indexes that serve searches alone. Made up for at
 * the end, for all rows at once, it takes a fraction of the time. What has to be unique is looked after as ever.
 * Meanwhile nobody else reads or writes the tenant's users. One transaction, which goes back on all of it where it fails.
 */
public final class BulkLoad {

    /** More users than these are not kept waiting. */
    static final int FEW = 100;

    /** Those that most users have rows in. */
    private static final String[] TABLES = {
        "users", "user_attribute", "required_action", "role_mapping", "group_membership", "credential"
    };

    private static final String PUT_OFF = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where contype = 'f' and conrelid = any (?::regclass[])
            union all
            select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index
            where not indisunique and indrelid = any (?::regclass[])""";

    private final List<String> makingUp = new ArrayList<>();

    private BulkLoad() {}

    /**
     * Begins, in a transaction without limits, if nothing speaks against it.
     *
     * @param patience for somebody else's transaction that is in the way; requests wait behind this one meanwhile
     * @return null where there are more than a few users, or somebody else is at work on them; then all is as it was
     */
    public static BulkLoad beginOrNull(TenantHandle handle, Duration patience) {
        if (handle.count("select count(*) from (select from users limit ?) few", FEW + 1) > FEW
                || !isLocked(handle, patience)) {
            return null;
        }
        BulkLoad load = new BulkLoad();
        handle.query(PUT_OFF, row -> List.of(row.getString(1), row.getString(2)), TABLES, TABLES).forEach(both -> {
            handle.later(both.get(0));
            load.makingUp.add(both.get(1));
        });
        handle.send();
        return load;
    }

    private static boolean isLocked(TenantHandle handle, Duration patience) {
        try {
            handle.attempt(() -> {
                handle.waitForLocks(patience);
                handle.later("lock table " + String.join(", ", TABLES) + " in access exclusive mode");
                handle.waitForLocks(Duration.ZERO);
            });
            return true;
        } catch (DatabaseUnavailableException busy) {
            return false;
        }
    }

    /**
     * Makes up for what was put off, after which the schema is as it was.
     *
     * @throws dev.tenantry.db.DatabaseException where a row is nobody's
     */
    public void end(TenantHandle handle) {
        makingUp.forEach(handle::later);
        handle.send();
    }
}
