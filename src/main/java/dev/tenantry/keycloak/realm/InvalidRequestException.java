package dev.tenantry.keycloak.realm;

import java.util.List;

/** Fields of a request are wrong. Each problem names the path to its field. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A problem of one field.
     *
     * @param field such as {@code user.email}
     * @param message a sentence, or a message key of Keycloak's with its parameters
     */
    public record Problem(String field, String message, Object... parameters) {}

    private final transient List<Problem> problems;

    public InvalidRequestException(List<Problem> problems) {
        super("Invalid: " + problems.stream().map(Problem::field).distinct().toList());
        this.problems = List.copyOf(problems);
    }

    public InvalidRequestException(String field, String message, Object... parameters) {
        this(List.of(new Problem(field, message, parameters)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
