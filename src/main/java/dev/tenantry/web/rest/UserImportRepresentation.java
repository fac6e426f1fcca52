package dev.tenantry.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.core.bulk.ImportResult;
import dev.tenantry.core.bulk.LineError;
import java.util.List;

/**
 * The result of an import of users.
 *
 * @param errorMessage why no user was imported; missing if users were imported
 * @param lines the number of lines that were not blank
 * @param imported the number of imported users
 * @param skipped the number of lines that were skipped, since the tenant already had a user with the line's user name
 * @param failed the number of refused lines
 * @param errors the errors of the first thousand refused lines, in the order of the lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserImportRepresentation(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    /**
     * The reason why a line was refused.
     *
     * @param line the line's number, from 1
     * @param field the field's path; "" if the whole line is at fault
     * @param params the parameters of the message; missing if the message is not a key of Keycloak's messages
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
