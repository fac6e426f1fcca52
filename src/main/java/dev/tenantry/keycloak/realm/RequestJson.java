package dev.tenantry.keycloak.realm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tenantry.core.db.UnstorableTextException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.util.JsonSerialization;

/**
 * Reads the JSON of a request's body, or of one line of a body. Refuses unknown fields, duplicate fields and text after
 * the JSON. An error names the faulty field, and never contains the field's value.
 */
public final class RequestJson {

    private static final ObjectReader READER = JsonSerialization.mapper
            .reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RequestJson() {}

    /**
     * Reads a request's body as an object of the given type.
     *
     * @throws InvalidRequestException if the body is not valid JSON, if the JSON does not fit the given type, or if the
     *     JSON contains text that PostgreSQL can't store
     */
    public static <T> T read(String body, Class<T> type) {
        return explained(() -> {
            T request = body == null || body.isBlank() ? null : READER.forType(type).readValue(body);
            requireObject("The body", request);
            requireStorable(JsonSerialization.mapper.createParser(body));
            return request;
        });
    }

    /**
     * Reads one line of a large body as an object of the given type. Makes the same checks as {@link #read}, but is
     * faster.
     *
     * @param line the line's bytes, in UTF-8
     * @throws InvalidRequestException if the line is not valid JSON in UTF-8, if the JSON does not fit the given type,
     *     or if the JSON contains text that PostgreSQL can't store
     */
    public static <T> T readLine(byte[] line, Class<T> type) {
        return explained(() -> {
            LineBytes bytes = LineBytes.of(line);
            if (bytes.areNotUtf8()) {
                throw new InvalidRequestException("", "Malformed JSON: it must be in UTF-8");
            }
            T read = READER.forType(type).readValue(line);
            requireObject("The line", read);
            if (bytes.mayHoldUnstorableText()) {
                requireStorable(JsonSerialization.mapper.createParser(line));
            }
            return read;
        });
    }

    private static void requireObject(String what, Object read) {
        if (read == null) {
            throw new InvalidRequestException("", what + " must be a JSON object");
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T explained(Reading<T> reading) {
        try {
            return reading.read();
        } catch (UnrecognizedPropertyException unknown) {
            throw new InvalidRequestException(path(unknown.getPath()), "There is no such field");
        } catch (JsonMappingException mistyped) {
            throw new InvalidRequestException(path(mistyped.getPath()), "The value has the wrong type");
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            throw new InvalidRequestException("", place == null
                    ? "JSON that is nested too deeply, or has too long a name or number" // a StreamConstraintsException
                    : "Malformed JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    /** Refuses all texts that PostgreSQL would refuse or change. */
    private static void requireStorable(JsonParser json) throws IOException {
        try (json) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (isText && !UnstorableTextException.isStorable(json.getText())) {
                    String field = json.getParsingContext().pathAsPointer().toString();
                    throw new InvalidRequestException(path(field), UnstorableTextException.MESSAGE);
                }
            }
        }
    }

    private static String path(String pointer) {
        String steps = pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.').replaceFirst("^\\.", "");
        return UnstorableTextException.isStorable(steps) ? steps : ""; // empty if a field's name is itself unstorable
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
