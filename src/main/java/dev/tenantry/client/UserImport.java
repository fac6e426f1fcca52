package dev.tenantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * How an import of users has ended.
 *
 * @param errorMessage where nobody was imported because of what was refused, else null
 * @param lines that were not blank
 * @param imported new users
 * @param skipped lines whose user name somebody had
 * @param failed lines that were refused
 * @param errors the first thousand, in order of their lines
 */
public record UserImport(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * Why a line was refused.
     *
     * @param line its number, from 1
     * @param field as a path; empty where it is the line as a whole
     * @param params of a message that is a key of Keycloak's, else null
     */
    public record Error(long line, String field, String errorMessage, List<String> params) {}

    /** Empty where that is the answer to something else. */
    static Optional<UserImport> read(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.has("lines") ? Optional.of(JSON.treeToValue(json, UserImport.class)) : Optional.empty();
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }
}
