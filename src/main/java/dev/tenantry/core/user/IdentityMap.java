package dev.tenantry.core.user;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users that a session has loaded, by their id in the schema: one object for each user. Keeps single users that
 * were looked up and users with changes, and finds them by name too. Keeps users of lists, which may be long, by weak
 * references. One thread.
 */
public final class IdentityMap {

    private final Map<String, StoredUser> kept = new LinkedHashMap<>();

    /** By the name that the users had when they were kept. */
    private final Map<String, StoredUser> named = new HashMap<>();
    private final Map<String, Passing> passing = new HashMap<>();
    private final ReferenceQueue<StoredUser> gone = new ReferenceQueue<>();

    /** Null if no loaded user has that id. */
    public StoredUser find(String id) {
        StoredUser user = kept.get(id);
        return user != null || !passing.containsKey(id) ? user : passing.get(id).get();
    }

    /** Null if no kept user has that name, in lower case. */
    public StoredUser findByUsername(String username) {
        StoredUser user = named.get(username);
        return user != null && user.username().equals(username) && kept.get(user.id()) == user ? user : null;
    }

    /** Returns the known object of the user, or else the loaded one, and keeps it. */
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

    /** Replaces the object with the user's id. */
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

    /** The number of entries; entries of collected objects stay until more users are passed. */
    int size() {
        return kept.size() + passing.size();
    }

    private void forgetWhoIsGone() {
        for (Passing user = (Passing) gone.poll(); user != null; user = (Passing) gone.poll()) {
            passing.remove(user.id, user); // unless the id has another object now
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
