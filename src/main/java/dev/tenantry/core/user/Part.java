package dev.tenantry.core.user;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A part of a user that consists of entries with keys. For example, the attributes are a part, and the key of each
 * entry is the attribute's name. Records which entries were set or removed since the part was loaded or last written.
 * Only these entries are written, so that two sessions can change different entries of one user at the same time. Not
 * thread-safe.
 */
final class Part<V> {

    private final Map<String, V> entries = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> updated = new HashSet<>();

    /** Sets the entries that were read from the database, and does not record them as changes. */
    void load(Map<String, V> stored) {
        entries.putAll(stored);
    }

    /**
     * Returns the entries: first the loaded entries in their stored order, then the added entries in the order of
     * adding.
     */
    Map<String, V> entries() {
        return Collections.unmodifiableMap(entries);
    }

    V get(String key) {
        return entries.get(key);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** @return false if the entry had this value before the call */
    boolean put(String key, V value) {
        if (has(key) && Objects.equals(entries.get(key), value)) {
            return false;
        }
        entries.put(key, value);
        changed.add(key);
        updated.remove(key);
        return true;
    }

    /** Replaces the value of an existing entry. If another session has removed the entry, the entry stays removed. */
    void update(String key, V value) {
        if (changed.contains(key)) {
            put(key, value);
        } else if (!Objects.equals(entries.get(key), value)) {
            entries.put(key, value);
            updated.add(key);
        }
    }

    /**
     * Sets the value of a key: updates the key's entry if the predicate accepts the present value, and otherwise puts a
     * new entry.
     */
    void replace(String key, V value, Predicate<V> isSameEntry) {
        if (has(key) && isSameEntry.test(get(key))) {
            update(key, value);
        } else {
            put(key, value);
        }
    }

    /** @return false if there was no such entry */
    boolean remove(String key) {
        if (!has(key)) {
            return false;
        }
        entries.remove(key);
        changed.add(key);
        updated.remove(key);
        return true;
    }

    boolean isChanged() {
        return !changed.isEmpty() || !updated.isEmpty();
    }

    /** The keys of all entries that were put or removed since the part was loaded or last written. */
    Set<String> changedKeys() {
        return Collections.unmodifiableSet(changed);
    }

    /**
     * Returns the entries that were put since the part was loaded or last written. These entries are written even if
     * another session has removed them from the database.
     */
    Map<String, V> set() {
        Map<String, V> set = new TreeMap<>();
        changed.stream().filter(this::has).forEach(key -> set.put(key, entries.get(key)));
        return set;
    }

    /**
     * Returns the entries that were updated since the part was loaded or last written. An updated entry is not written
     * if another session has removed it from the database.
     */
    Map<String, V> updated() {
        Map<String, V> values = new TreeMap<>();
        updated.forEach(key -> values.put(key, entries.get(key)));
        return values;
    }

    void isWritten() {
        changed.clear();
        updated.clear();
    }
}
