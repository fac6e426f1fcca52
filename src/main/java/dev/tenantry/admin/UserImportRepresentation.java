package dev.tenantry.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.bulk.ImportResult;
import dev.tenantry.bulk.LineError;
import java.util.List;

/**
 * How an import of users has ended.
 *
 * @param errorMessage where nothing was imported because of what was refused
 * @param lines that were not blank
 * @param imported new users
 * @param skipped lines whose user name somebody had
 * @param failed lines that were refused
 * @param errors the first thousand, in order of their lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserImportRepresentation(
        String errorMessage, long lines, long imported, long skipped, long failed, List<Error> errors) {

    /**
     * Why a line was refused.
     *
     * @param line its number, from 1
     * @param field as a path; "" where it is the line as a whole
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
        return of("Nobody was imported, since lines were refused: " + result.failed(), result);
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
