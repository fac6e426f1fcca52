package dev.tenantry.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value as it was read: null, a Boolean, a Number, a String, a List or a Map. Jackson's own tree is not used, since
 * its databind needs annotations that are on the server and not in the JAR.
 */
record Json(Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** @throws FailedException where it is no JSON */
    static Json read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return new Json(next(parser));
        } catch (JacksonException malformed) {
            throw new FailedException("The server's answer is not JSON", malformed);
        }
    }

    private static Object next(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, next(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(next(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Null where there is none, or where this is no object. */
    Json get(String field) {
        return new Json(value instanceof Map<?, ?> fields ? fields.get(field) : null);
    }

    boolean has(String field) {
        return get(field).value != null;
    }

    /** Empty where this is no array. */
    List<Json> items() {
        return value instanceof List<?> items ? items.stream().map(item -> new Json(item)).toList() : List.of();
    }

    /** In their order; empty where this is no object. */
    Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(name.toString(), new Json(field)));
        }
        return fields;
    }

    /** Empty where there is none. */
    String text(String field) {
        return get(field).toString();
    }

    /** 0 where there is none. */
    long number(String field) {
        return get(field).value instanceof Number number ? number.longValue() : 0;
    }

    /** As people read it. */
    @Override
    public String toString() {
        return value == null ? "" : value.toString();
    }
}
