package dev.tenantry.keycloak.realm;

import java.util.List;

/** Thrown if fields of a request are wrong. Each problem names the path to its field. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * What is wrong with one field.
     *
     * @param field the path to the field, such as {@code user.email}
     * @param message a sentence, or the key of one of Keycloak's messages; {@code parameters} then fill in that message
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
