package dev.tenantry.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Why the server has refused, in a line for each reason: Keycloak's ErrorRepresentation, or OAuth's, or the status. */
final class Refusal {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int BAD_GATEWAY = 502;

    private Refusal() {}

    static FailedException of(Answer answer) {
        String message = message(answer);
        // Somebody in between who can't reach the server, and a server without its database.
        return answer.status() >= BAD_GATEWAY ? new NoAnswerException(message) : new FailedException(message);
    }

    private static String message(Answer answer) {
        return switch (answer.status()) {
            case UNAUTHORIZED -> "The server does not accept the token: has it expired, or is it another realm's?";
            case FORBIDDEN -> "Not allowed: this takes master's role manage-tenants, or view-tenants to read";
            default -> described(answer);
        };
    }

    private static String described(Answer answer) {
        Json json = json(answer);
        List<Json> errors = json.get("errors").items().isEmpty() ? List.of(json) : json.get("errors").items();
        String lines = errors.stream()
                .filter(error -> error.has("errorMessage"))
                .map(Refusal::line)
                .collect(Collectors.joining("\n"));
        if (!lines.isEmpty()) {
            return lines;
        }
        String reason = json.has("error_description") ? json.text("error_description") : json.text("error");
        String status = "HTTP " + answer.status();
        if (reason.startsWith(status)) {
            return reason;
        }
        return reason.isEmpty() ? status : reason + " (" + status + ")";
    }

    /** One reason, with the number of its line in what was sent, and its field. */
    static String line(Json error) {
        return number(error.text("line")) + about(error.text("field")) + Words.of(error);
    }

    private static String number(String number) {
        return number.isEmpty() ? "" : "line " + number + ": ";
    }

    private static String about(String field) {
        return field.isEmpty() ? "" : field + ": ";
    }

    private static Json json(Answer answer) {
        try {
            return answer.json();
        } catch (FailedException page) {
            return new Json(null); // a proxy's error page, which says nothing more than the status
        }
    }
}
