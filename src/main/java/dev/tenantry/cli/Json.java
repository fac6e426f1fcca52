package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** A JSON value that the server has sent: null, a Boolean, a Number, a String, a List or a Map. */
record Json(Object value) {

    /** Stands for a missing value. Each field of a missing value is a missing value too. */
    static final Json NONE = new Json(null);

    /** @throws FailedException if the text is not JSON */
    static Json read(String text) {
        try {
            return text.isBlank() ? NONE : new Json(JSON.std.anyFrom(text));
        } catch (JacksonException malformed) {
            throw new FailedException("The server's answer is not JSON", malformed);
        }
    }

    /** Returns the fields as the text of a JSON object. Omits fields that are null. */
    static String write(Map<String, ?> fields) {
        return JSON.std.asString(fields);
    }

    /** Returns the items as the text of a JSON array. */
    static String write(List<Json> items) {
        return JSON.std.asString(items.stream().map(Json::value).toList());
    }

    /** Returns the field's value; {@link #NONE} if there is no such field, or if this value is not an object. */
    Json get(String field) {
        return new Json(value instanceof Map<?, ?> fields ? fields.get(field) : null);
    }

    /** Returns a copy of the object in which the field has the given value. */
    Json with(String field, Object other) {
        Map<String, Object> changed = new LinkedHashMap<>();
        fields().forEach((name, known) -> changed.put(name, known.value));
        changed.put(field, other);
        return new Json(changed);
    }

    boolean has(String field) {
        return get(field).value != null;
    }

    boolean isTrue(String field) {
        return Boolean.TRUE.equals(get(field).value);
    }

    /** Returns the items of an array; an empty list if this value is not an array. */
    List<Json> items() {
        return value instanceof List<?> items ? items.stream().map(item -> new Json(item)).toList() : List.of();
    }

    /** Returns the fields of an object in their order; an empty map if this value is not an object. */
    Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(name.toString(), new Json(field)));
        }
        return fields;
    }

    /** Returns the field as text; an empty string if there is no such field. */
    String text(String field) {
        return get(field).toString();
    }

    /** Returns the field as a number; 0 if there is no such field, or if the field is not a number. */
    long number(String field) {
        return get(field).value instanceof Number number ? number.longValue() : 0;
    }

    /** Returns the value as text for people; an empty string for null. */
    @Override
    public String toString() {
        return value == null ? "" : value.toString();
    }
}
