package dev.tenantry.core.signup;

/**
 * A problem of one field of a form.
 *
 * @param field the field's name, or {@link #WHOLE_FORM}
 * @param message the key of the text that describes the problem; the theme contains this text in each language
 * @param parameters the values that are inserted into the text
 */
public record FieldProblem(String field, String message, Object... parameters) {

    /**
     * The value of {@code field} for a problem of the whole form. Keycloak's templates show this problem above the
     * form.
     */
    public static final String WHOLE_FORM = "global";
}
