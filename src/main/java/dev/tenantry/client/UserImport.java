package dev.tenantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * The result of an import of users.
 *
 * @param errorMessage why no user was imported; null if users were imported
 * @param lines the number of lines that were not blank
 * @param imported the number of imported users
 * @param skipped the number of lines that were skipped, since the tenant already had a user with that name
 * @param failed the number of refused lines
 * @param errors the errors of the first thousand refused lines, in the order of the lines
 */
public record UserImport(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * The reason why a line was refused.
     *
     * @param line the line's number, from 1
     * @param field the field's path; "" if the whole line is at fault
     * @param params the parameters of the message; null if the message is not a key of Keycloak's messages
     */
    public record Error(long line, String field, String errorMessage, List<String> params) {}

    /**
     * Reads the result of an import from the body of a response. Returns an empty Optional if the body is not the
     * result of an import.
     */
    static Optional<UserImport> read(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("lines") ? Optional.of(JSON.treeToValue(json, UserImport.class)) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
