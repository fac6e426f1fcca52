package dev.tenantry.it.isolation;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands for the parameters of a path: the ids and names of one tenant's things, each under the end of a path that
 * it belongs at. The longest end that fits decides.
 */
record PathValues(Map<String, String> byEnd) {

    /** The same, but for some. */
    PathValues with(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(byEnd);
        all.putAll(others);
        return new PathValues(all);
    }

    /** @param path up to the parameter's end */
    String of(String path) {
        return byEnd.entrySet().stream()
                .filter(one -> path.endsWith("/" + one.getKey()))
                .max(Comparator.comparingInt(one -> one.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new IllegalStateException("No tenant of the test has something for " + path));
    }
}
