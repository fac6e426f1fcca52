package dev.tenantry.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.core.db.UnstorableTextException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Converts the texts of events to texts that PostgreSQL can store. An event contains texts that any stranger can send,
 * such as a client id in a URL. A character that PostgreSQL can't store is replaced, since otherwise the event could
 * not be recorded.
 */
public final class EventText {

    private static final int REPLACEMENT = 0xFFFD;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> DETAILS = new TypeReference<>() {};

    private EventText() {}

    /** Replaces NUL characters and unpaired surrogates by U+FFFD. Returns null for null. */
    static String storable(String text) {
        if (text == null || UnstorableTextException.isStorable(text)) {
            return text;
        }
        StringBuilder stored = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isHalf(point) ? REPLACEMENT : point)
                .forEach(stored::appendCodePoint);
        return stored.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Converts the details of an event to JSON. Returns null for null. */
    public static String json(Map<String, String> detailsOrNull) {
        if (detailsOrNull == null) {
            return null;
        }
        Map<String, String> stored = new LinkedHashMap<>();
        detailsOrNull.forEach((key, value) -> stored.put(storable(key), storable(value)));
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException textsAreAlwaysWritable) {
            throw new IllegalStateException(textsAreAlwaysWritable);
        }
    }

    /**
     * Reads the details of an event from JSON. Returns null for null.
     *
     * @throws IllegalStateException if the text is not a JSON object whose values are texts
     */
    public static Map<String, String> details(String jsonOrNull) {
        if (jsonOrNull == null) {
            return null;
        }
        try {
            return JSON.readValue(jsonOrNull, DETAILS);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("The details of an event are not an object of texts", malformed);
        }
    }
}
