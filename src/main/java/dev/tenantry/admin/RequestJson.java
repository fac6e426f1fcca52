package dev.tenantry.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tenantry.db.UnstorableTextException;
import dev.tenantry.realm.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.util.JsonSerialization;

/** Reads the body of a request, strictly, and says which field is wrong and not what stood in it. */
final class RequestJson {

    private static final ObjectReader READER = JsonSerialization.mapper
            .reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RequestJson() {}

    /** @throws InvalidRequestException where the body is no such request */
    static <T> T read(String body, Class<T> type) {
        try {
            T request = body == null || body.isBlank() ? null : READER.forType(type).readValue(body);
            if (request == null) {
                throw new InvalidRequestException("", "The body must be a JSON object");
            }
            requireStorable(body);
            return request;
        } catch (UnrecognizedPropertyException unknown) {
            throw new InvalidRequestException(path(unknown.getPath()), "There is no such field");
        } catch (JsonMappingException mistyped) {
            throw new InvalidRequestException(path(mistyped.getPath()), "The value has the wrong type");
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            throw new InvalidRequestException("", place == null
                    ? "JSON that is nested too deeply, or has too long a name or number" // StreamConstraintsException
                    : "Malformed JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    /** Whatever it is for: no text in the request may be one that the database would refuse, or change. */
    private static void requireStorable(String body) throws JsonProcessingException {
        try (JsonParser parser = JsonSerialization.mapper.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (isText && !UnstorableTextException.isStorable(parser.getText())) {
                    String field = parser.getParsingContext().pathAsPointer().toString();
                    throw new InvalidRequestException(path(field), UnstorableTextException.MESSAGE);
                }
            }
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
    }

    private static String path(String pointer) {
        String steps = pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.').replaceFirst("^\\.", "");
        return UnstorableTextException.isStorable(steps) ? steps : ""; // where it is the name of a field
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
