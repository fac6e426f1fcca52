package dev.tenantry.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tenantry.realm.InvalidRequestException;
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
            return request;
        } catch (UnrecognizedPropertyException unknown) {
            throw new InvalidRequestException(path(unknown.getPath()), "There is no such field");
        } catch (JsonMappingException mistyped) {
            throw new InvalidRequestException(path(mistyped.getPath()), "The value has the wrong type");
        } catch (JsonProcessingException malformed) {
            var place = malformed.getLocation();
            throw new InvalidRequestException(
                    "", "Malformed JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    private static String path(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
