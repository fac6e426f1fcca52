package dev.tenantry.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Encodes names and values for a URL's query or for the body of a form. */
final class Form {

    private Form() {}

    /** Encodes the fields. Omits a field whose value is null, and repeats a field whose value is a list. */
    static String of(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() != null)
                .flatMap(field -> values(field.getValue())
                        .map(value -> encoded(field.getKey()) + "=" + encoded(value.toString())))
                .collect(Collectors.joining("&"));
    }

    private static Stream<?> values(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.of(value);
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
