package dev.tenantry.user;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users that a session has loaded, by their id in the schema: one object for each user. Keeps users that were looked for
 * and users with changes, and finds them by name too. Keeps users of lists, which may be long, by weak references. One
 * thread.
 */
public final class IdentityMap {

    private final Map<String, StoredUser> kept = new LinkedHashMap<>();

    /** By the name that they had when they were kept. */
    private final Map<String, StoredUser> named = new HashMap<>();
    private final Map<String, Passing> passing = new HashMap<>();
    private final ReferenceQueue<StoredUser> gone = new ReferenceQueue<>();

    /** Null where nobody is known by that id. */
    public StoredUser find(String id) {
        StoredUser user = kept.get(id);
        return user != null || !passing.containsKey(id) ? user : passing.get(id).get();
    }

    /** Null where none of those who are kept is known by that name, in lower case. */
    public StoredUser findByUsername(String username) {
        StoredUser user = named.get(username);
        return user != null && user.username().equals(username) && kept.get(user.id()) == user ? user : null;
    }

    /** The user as known already, or else as just loaded; kept from here on. */
    public StoredUser keep(StoredUser loaded) {
        StoredUser user = known(loaded);
        kept.put(user.id(), user);
        named.put(user.username(), user);
        passing.remove(user.id());
        return user;
    }

    /** The user as known already, or else as just loaded; known as long as somebody holds the object. */
    public StoredUser pass(StoredUser loaded) {
        forgetWhoIsGone();
        StoredUser user = known(loaded);
        if (user == loaded) {
            passing.put(user.id(), new Passing(user, gone));
        }
        return user;
    }

    private StoredUser known(StoredUser loaded) {
        StoredUser known = find(loaded.id());
        return known == null ? loaded : known;
    }

    /** In the place of whoever had that id. */
    public void replace(StoredUser user) {
        forget(user.id());
        keep(user);
    }

    public void forget(String id) {
        kept.remove(id);
        passing.remove(id);
    }

    public void clear() {
        kept.clear();
        named.clear();
        passing.clear();
    }

    /** How many there is a place for; those who are gone have theirs until the next ones pass. */
    int size() {
        return kept.size() + passing.size();
    }

    private void forgetWhoIsGone() {
        for (Passing user = (Passing) gone.poll(); user != null; user = (Passing) gone.poll()) {
            passing.remove(user.id, user); // unless somebody else is there under the same id
        }
    }

    private static final class Passing extends WeakReference<StoredUser> {

        private final String id;

        Passing(StoredUser user, ReferenceQueue<StoredUser> gone) {
            super(user, gone);
            this.id = user.id();
        }
    }
}
