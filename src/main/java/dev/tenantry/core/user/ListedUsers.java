package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * A list of users in the order of their names. Reads the users from the database in blocks, as the caller consumes
 * them. Not thread-safe.
 */
final class ListedUsers implements Iterator<StoredUser> {

    /** The maximum number of users that one query reads. They need at most a few megabytes of memory. */
    static final int AT_ONCE = 500;

    private final Function<Function<TenantReadHandle, List<StoredUser>>, List<StoredUser>> reads;
    private final UserCriteria criteria;
    private final Integer first;

    private int wanted;
    private Iterator<StoredUser> read = Collections.emptyIterator();
    private String lastOrNull;

    ListedUsers(
            Function<Function<TenantReadHandle, List<StoredUser>>, List<StoredUser>> reads,
            UserCriteria criteria,
            Integer first,
            Integer max) {
        this.reads = reads;
        this.criteria = criteria;
        this.first = first;
        this.wanted = max == null || max < 0 ? Integer.MAX_VALUE : max;
    }

    @Override
    public boolean hasNext() {
        if (!read.hasNext() && wanted > 0) {
            readOn();
        }
        return read.hasNext();
    }

    @Override
    public StoredUser next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.next();
    }

    private void readOn() {
        int asked = Math.min(AT_ONCE, wanted);
        List<StoredUser> users = reads.apply(handle -> lastOrNull == null
                ? UserSearch.list(handle, criteria, first, asked)
                : UserSearch.listAfter(handle, criteria, lastOrNull, asked));
        wanted = users.size() < asked ? 0 : wanted - asked;
        if (wanted > 0) {
            lastOrNull = users.get(asked - 1).username(); // read now, since the consumer may rename the user later
        }
        read = users.iterator();
    }
}
