package dev.tenantry.core.signup;

/**
 * A problem of one field of a form.
 *
 * @param field the field's name, or {@link #WHOLE_FORM}
 * @param message the key of a message; the theme contains the message in each language
 * @param parameters the parameters of the message
 */
public record FieldProblem(String field, String message, Object... parameters) {

    /**
     * The value of {@code field} for a problem of the whole form. Keycloak's templates show this problem above the
     * form.
     */
    public static final String WHOLE_FORM = "global";
}
