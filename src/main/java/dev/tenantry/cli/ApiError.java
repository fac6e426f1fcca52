package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Describes why the server has refused a request, with one line for each reason. The reasons are in the answer's body:
 * in Keycloak's ErrorRepresentation or in the fields of an OAuth error. If the body has neither, the description is the
 * HTTP status. Some messages are keys of Keycloak's message bundles; the console's file {@code messages.json} contains
 * the texts for these keys.
 */
final class ApiError {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** A placeholder in a message, such as {@code {0}}. The number is the index of a parameter, from 0. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private ApiError() {}

    static FailedException of(Answer answer) {
        String message = message(answer);
        return answer.isUnavailable()
                ? new NoAnswerException(message)
                : new RefusedException(answer.status(), message);
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
                .map(ApiError::line)
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

    /**
     * Returns the text for one reason: the number of the faulty line in the request, the field, and the message. Omits
     * the number or the field if the server has not named it.
     */
    static String line(Json error) {
        return (error.has("line") ? "line " + error.text("line") + ": " : "")
                + (error.text("field").isEmpty() ? "" : error.text("field") + ": ")
                + words(error);
    }

    /** Returns the text of the error's message. If no text is known for the message's key, returns the key. */
    private static String words(Json error) {
        String key = error.text("errorMessage");
        Json message = messages().get(key);
        if (message.value() == null) {
            return key;
        }
        List<Json> parameters = error.get("params").items();
        return PLACE.matcher(message.toString()).replaceAll(place -> {
            int number = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(number < parameters.size() ? parameters.get(number).toString() : "…");
        });
    }

    private static Json messages() {
        try (InputStream file = ApiError.class.getResourceAsStream("/console/messages.json")) {
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json json(Answer answer) {
        try {
            return answer.json();
        } catch (FailedException page) {
            return Json.NONE; // not JSON: a proxy's error page, which tells no more than the status
        }
    }
}
