package dev.tenantry.core.signup;

/**
 * A problem of one field of a form.
 *
 * @param field the name of the field, or {@link #WHOLE_FORM}
 * @param message the key of a message in the theme's language
 * @param parameters of that message
 */
public record FieldProblem(String field, String message, Object... parameters) {

    /** For a problem of no single field. Keycloak's templates show it above the form. */
    public static final String WHOLE_FORM = "global";
}
