package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FieldProblem;
import java.util.List;

/** Thrown if a sign-up form can't be accepted. In this case no tenant was provisioned. */
final class RefusedFormException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    RefusedFormException(List<FieldProblem> problems) {
        super("Refused: " + problems.stream().map(FieldProblem::field).toList());
        this.problems = List.copyOf(problems);
    }

    RefusedFormException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    List<FieldProblem> problems() {
        return problems;
    }
}
