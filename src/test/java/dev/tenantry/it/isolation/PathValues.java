package dev.tenantry.it.isolation;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values for the parameters of paths: the ids and names of one tenant's objects. Each value is stored under the end of
 * the paths that it fits. If several ends match a path, the longest end decides.
 */
record PathValues(Map<String, String> byEnd) {

    /** These values, with some replaced or added. */
    PathValues with(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(byEnd);
        all.putAll(others);
        return new PathValues(all);
    }

    /** @param path the path up to and including the parameter */
    String of(String path) {
        return byEnd.entrySet().stream()
                .filter(one -> path.endsWith("/" + one.getKey()))
                .max(Comparator.comparingInt(one -> one.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalStateException("No tenant of the test has something for " + path));
    }
}
