package dev.tenantry.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Encodes names and values for a URL's query or for the body of a form. */
final class Form {

    private Form() {}

    /** Encodes the fields. Omits a field whose value is null. */
    static String of(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue().toString()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Encodes a name as one segment of a path.
     *
     * @throws UsageException if the name is empty, "." or "..", which would change the path
     */
    static String segment(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new UsageException("That is no name");
        }
        return encoded(name).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
