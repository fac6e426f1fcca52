package dev.tenantry.core.user;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users that a session has loaded, by their ids in the schema, with a single object for each user. Users that were
 * looked up singly and users with changes are held by strong references, and can also be found by name. Users of lists,
 * which may be long, are held by weak references. Not thread-safe.
 */
public final class IdentityMap {

    private final Map<String, StoredUser> kept = new LinkedHashMap<>();

    /** The users held by strong references, by the name that they had when they were added. */
    private final Map<String, StoredUser> named = new HashMap<>();
    private final Map<String, Passing> passing = new HashMap<>();
    private final ReferenceQueue<StoredUser> gone = new ReferenceQueue<>();

    /** Finds a loaded user; null if no loaded user has that id. */
    public StoredUser find(String id) {
        StoredUser user = kept.get(id);
        return user != null || !passing.containsKey(id) ? user : passing.get(id).get();
    }

    /** Finds a user held by a strong reference, by the name in lower case; null if no such user has that name. */
    public StoredUser findByUsername(String username) {
        StoredUser user = named.get(username);
        return user != null && user.username().equals(username) && kept.get(user.id()) == user ? user : null;
    }

    /**
     * Returns the object that this map has of the user; if the map has none, adds and returns the loaded object. From
     * now on holds the object by a strong reference.
     */
    public StoredUser keep(StoredUser loaded) {
        StoredUser user = known(loaded);
        kept.put(user.id(), user);
        named.put(user.username(), user);
        passing.remove(user.id());
        return user;
    }

    /**
     * Returns the object that this map has of the user. If the map has none, it adds and returns the loaded object. An
     * entry stays as long as the caller holds the object.
     */
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

    /** Replaces the object that has the user's id by this object. */
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

    /** The number of entries. Entries of garbage-collected objects are counted until {@link #pass} removes them. */
    int size() {
        return kept.size() + passing.size();
    }

    private void forgetWhoIsGone() {
        for (Passing user = (Passing) gone.poll(); user != null; user = (Passing) gone.poll()) {
            passing.remove(user.id, user); // keeps the entry if the id has another object now
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
