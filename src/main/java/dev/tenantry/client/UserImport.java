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
 * @param errorMessage why no user was imported, else null
 * @param lines that were not blank
 * @param imported new users
 * @param skipped lines with an existing user name
 * @param failed lines that were refused
 * @param errors the first thousand, in order of their lines
 */
public record UserImport(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * The reason why a line was refused.
     *
     * @param line its number, from 1
     * @param field as a path; empty for the line as a whole
     * @param params of a message that is a key of Keycloak's, else null
     */
    public record Error(long line, String field, String errorMessage, List<String> params) {}

    /** Empty if the body is not the result of an import. */
    static Optional<UserImport> read(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("lines") ? Optional.of(JSON.treeToValue(json, UserImport.class)) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
