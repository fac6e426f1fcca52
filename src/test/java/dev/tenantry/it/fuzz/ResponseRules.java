package dev.tenantry.it.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenantry.support.http.Answer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules that each response must meet. */
final class ResponseRules {

    private static final Pattern INSIDES = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z.]+[A-Z]|org\\.(postgresql|hibernate)"
                    + "|dev\\.tenantry|java\\.|jdbc:|SQLSTATE|\\bERROR: |\\b22021\\b");

    /** Errors with which Keycloak refuses paths and queries before Tenantry sees the request. */
    private static final Set<String> BEFORE_US =
            Set.of("missingNormalization", "invalidCharacter", "Blocking invalid query parameter value");

    /** Statuses with which the server refuses requests before Tenantry sees them. */
    private static final Set<Integer> REFUSED_BEFORE_US = Set.of(405, 406, 413, 414, 415, 431);

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResponseRules() {}

    static boolean isServerError(Answer answer) {
        return answer.status() >= 500;
    }

    /** The first piece of a stack trace, of SQL or of a class name in the answer. No nonsense contains such a piece. */
    static Optional<String> insides(Answer answer) {
        return INSIDES.matcher(answer.body()).results().map(found -> found.group()).findFirst();
    }

    /** The rule that an answer of one of Tenantry's endpoints breaks; empty if the answer meets all rules. */
    static Optional<String> problem(Answer answer) {
        if (answer.status() < 200 || answer.status() / 100 == 3 || answer.status() >= 500) {
            return Optional.of("status");
        }
        Optional<String> insides = insides(answer);
        if (insides.isPresent() && answer.status() / 100 != 2) {
            return insides;
        }
        return answer.status() / 100 == 4 && !hasMessage(answer) ? Optional.of("no message") : Optional.empty();
    }

    /** True if the body has a message like Keycloak's ErrorRepresentation, or if Tenantry did not see the request. */
    private static boolean hasMessage(Answer answer) {
        if (REFUSED_BEFORE_US.contains(answer.status())) {
            return true;
        }
        JsonNode body = json(answer.body());
        if (BEFORE_US.contains(body.path("error").asText())) {
            return true;
        }
        JsonNode error = body.path("errors").isArray() ? body.path("errors").path(0) : body;
        return error.path("errorMessage").isTextual() && !error.path("errorMessage").asText().isBlank();
    }

    /** The beginning of the answer, for reports. */
    static String cut(Answer answer) {
        String text = answer.toString();
        return text.length() < 200 ? text : text.substring(0, 200);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }
}
