package dev.tenantry.core.user;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users that a session has loaded, by their ids in the schema. The map has one object for each user. The map has a
 * strong reference to each user that was looked up individually or has changes. The references to users from lists are
 * weak, since lists may be long. {@link #findByUsername} finds only users with a strong reference. Not thread-safe.
 */
public final class IdentityMap {

    private final Map<String, StoredUser> kept = new LinkedHashMap<>();

    /** The users with a strong reference, by the name that each user had when it was added. */
    private final Map<String, StoredUser> named = new HashMap<>();
    private final Map<String, Passing> passing = new HashMap<>();
    private final ReferenceQueue<StoredUser> gone = new ReferenceQueue<>();

    /** Finds a loaded user; null if no loaded user has that id. */
    public StoredUser find(String id) {
        StoredUser user = kept.get(id);
        return user != null || !passing.containsKey(id) ? user : passing.get(id).get();
    }

    /**
     * Finds a user with a strong reference by name; null if there is none.
     *
     * @param username the user's name, in lower case
     */
    public StoredUser findByUsername(String username) {
        StoredUser user = named.get(username);
        return user != null && user.username().equals(username) && kept.get(user.id()) == user ? user : null;
    }

    /**
     * Returns the map's object for the given user. If the map has no object for this user, adds the given object and
     * returns it. The map then has a strong reference to the returned object.
     */
    public StoredUser keep(StoredUser loaded) {
        StoredUser user = known(loaded);
        kept.put(user.id(), user);
        named.put(user.username(), user);
        passing.remove(user.id());
        return user;
    }

    /**
     * Returns the map's object for the given user. If the map has no object for this user, adds the given object and
     * returns the given object. The map refers to the object only weakly: {@link #find} finds the object only while the
     * caller has a strong reference to the object.
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

    /** Replaces the map's object for the user by the given object, and keeps a strong reference to the given object. */
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
            passing.remove(user.id, user); // does nothing if the id has another object now
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
