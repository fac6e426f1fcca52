package dev.tenantry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown if the server has refused a request, or has not answered. */
public final class TenantsException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A problem in a request.
     *
     * @param field the field's path, such as {@code user.email}; "" if the whole request is at fault
     * @param message the message: a sentence, or a key of Keycloak's message bundles
     * @param params the parameters of the message, if the message is a key
     */
    public record Problem(String field, String message, List<String> params) {}

    private final int status;
    private final transient List<Problem> problems;

    private TenantsException(int status, String message, List<Problem> problems, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.problems = problems;
    }

    static TenantsException withoutAnswer(Throwable cause) {
        return new TenantsException(0, "The server has not answered", List.of(), cause);
    }

    /** @param body the answer's body, in any format */
    static TenantsException of(int status, String body) {
        List<Problem> problems = problems(json(body));
        String all = problems.stream()
                .map(problem -> problem.field().isEmpty() ? problem.message() : problem.field() + ": "
                        + problem.message())
                .collect(Collectors.joining("; "));
        return new TenantsException(status, status + (all.isEmpty() ? "" : " " + all), problems, null);
    }

    /**
     * Returns the HTTP status, such as 409. Returns 0 if there was no answer; in this case the request may or may not
     * have been carried out.
     */
    public int status() {
        return status;
    }

    /** Returns the problems that the server's answer names; an empty list if the answer names no problems. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems; // the field is null after deserialization
    }

    private static List<Problem> problems(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            problems.addAll(problems(error));
        }
        JsonNode message = body.path("errorMessage").isTextual() ? body.get("errorMessage") : body.path("error");
        if (message.isTextual()) {
            List<String> params = new ArrayList<>();
            body.path("params").forEach(param -> params.add(param.asText()));
            problems.add(new Problem(body.path("field").asText(""), message.asText(), List.copyOf(params)));
        }
        return List.copyOf(problems);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noneOfOurs) {
            return JSON.createObjectNode(); // the body is not JSON, for example a proxy's error page
        }
    }
}
