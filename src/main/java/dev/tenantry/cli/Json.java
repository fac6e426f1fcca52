package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** A value as the server sent it: null, a Boolean, a Number, a String, a List or a Map. */
record Json(Object value) {

    /** No value. Each of its fields is no value too. */
    static final Json NONE = new Json(null);

    /** @throws FailedException if it is no JSON */
    static Json read(String text) {
        try {
            return text.isBlank() ? NONE : new Json(JSON.std.anyFrom(text));
        } catch (JacksonException malformed) {
            throw new FailedException("The server's answer is not JSON", malformed);
        }
    }

    /** An object without the fields that are null. */
    static String write(Map<String, ?> fields) {
        return JSON.std.asString(fields);
    }

    /** No value if there is no such field, or if this is no object. */
    Json get(String field) {
        return new Json(value instanceof Map<?, ?> fields ? fields.get(field) : null);
    }

    boolean has(String field) {
        return get(field).value != null;
    }

    boolean isTrue(String field) {
        return Boolean.TRUE.equals(get(field).value);
    }

    /** Empty if this is no array. */
    List<Json> items() {
        return value instanceof List<?> items ? items.stream().map(item -> new Json(item)).toList() : List.of();
    }

    /** In their order; empty if this is no object. */
    Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(name.toString(), new Json(field)));
        }
        return fields;
    }

    /** Empty if there is no such field. */
    String text(String field) {
        return get(field).toString();
    }

    /** 0 if there is no such field. */
    long number(String field) {
        return get(field).value instanceof Number number ? number.longValue() : 0;
    }

    /** As people read it. */
    @Override
    public String toString() {
        return value == null ? "" : value.toString();
    }
}
