package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.bulk.ImportResult;
import dev.tenantry.core.bulk.LineError;
import java.util.List;

/**
 * The result of an import of users.
 *
 * @param errorMessage why no user was imported; missing if users were
 * @param lines that were not blank
 * @param imported new users
 * @param skipped lines with an existing user name
 * @param failed lines that were refused
 * @param errors the first thousand, in order of their lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserImportRepresentation(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    /**
     * The reason why a line was refused.
     *
     * @param line its number, from 1
     * @param field as a path; "" for the line as a whole
     * @param params of a message that is a key of Keycloak's
     */
    public record Error(
            long line,
            String field,
            String errorMessage,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Object... params) {

        private static Error of(LineError error) {
            return new Error(error.line(), error.field(), error.message(), error.parameters());
        }
    }

    static UserImportRepresentation of(ImportResult result) {
        return of(null, result);
    }

    static UserImportRepresentation refused(ImportResult result) {
        return of("No user was imported, because lines were refused: " + result.failed(), result);
    }

    private static UserImportRepresentation of(String errorMessage, ImportResult result) {
        return new UserImportRepresentation(
                errorMessage,
                result.lines(),
                result.imported(),
                result.skipped(),
                result.failed(),
                result.errors().stream().map(Error::of).toList());
    }
}
