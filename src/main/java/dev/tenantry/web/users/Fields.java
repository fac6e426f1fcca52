package dev.tenantry.web.users;

import dev.tenantry.keycloak.realm.InvalidRequestException;
import java.util.List;
import java.util.Objects;

/** Checks the values of a line's fields. Each error names its field. */
final class Fields {

    /**
     * The maximum length of a text, as in Keycloak's own tables. Every indexed text needs a limit, since index entries
     * are limited.
     */
    private static final int MAX_CHARACTERS = 255;

    private Fields() {}

    /**
     * Checks that the text is not too long.
     *
     * @return the text; null if the line lacks the field
     */
    static String text(String field, String value) {
        if (value != null && value.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException(field, "may have " + MAX_CHARACTERS + " characters at most");
        }
        return value;
    }

    static String needed(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequestException(field, "is needed");
        }
        return text(field, value);
    }

    /**
     * Checks that the list contains no null.
     *
     * @return the list; an empty list if the line lacks the field
     */
    static <T> List<T> list(String field, List<T> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequestException(field, "may not hold null");
        }
        return values;
    }

    static String at(String list, int index) {
        return list + "[" + index + "]";
    }
}
