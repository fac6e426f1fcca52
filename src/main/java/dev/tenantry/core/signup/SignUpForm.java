package dev.tenantry.core.signup;

import java.util.function.UnaryOperator;

/**
 * The fields of the sign-up form: trimmed, but not validated. No field is null. No field is longer than the limit of
 * {@link FormText}.
 *
 * @param address the tenant's name as the user has typed it; if empty, the name is derived from the organisation's name
 */
public record SignUpForm(
        String organisation,
        String address,
        String email,
        String username,
        String firstName,
        String lastName,
        String password,
        String passwordAgain,
        boolean termsAccepted) {

    public static final String ORGANISATION = "organisation";
    public static final String ADDRESS = "address";
    public static final String EMAIL = "email";
    public static final String USERNAME = "username";
    public static final String FIRST_NAME = "firstName";
    public static final String LAST_NAME = "lastName";
    public static final String PASSWORD = "password";
    public static final String PASSWORD_AGAIN = "password-confirm";
    public static final String TERMS = "terms";

    /** An empty form. */
    public static final SignUpForm EMPTY = of(field -> null);

    /** @param fields returns a field's text, or null */
    public static SignUpForm of(UnaryOperator<String> fields) {
        return new SignUpForm(
                FormText.trimmed(fields.apply(ORGANISATION)),
                FormText.trimmed(fields.apply(ADDRESS)),
                FormText.trimmed(fields.apply(EMAIL)),
                FormText.trimmed(fields.apply(USERNAME)),
                FormText.trimmed(fields.apply(FIRST_NAME)),
                FormText.trimmed(fields.apply(LAST_NAME)),
                FormText.exactly(fields.apply(PASSWORD)),
                FormText.exactly(fields.apply(PASSWORD_AGAIN)),
                fields.apply(TERMS) != null);
    }

    /** Returns the tenant's name: the typed address; if that is empty, a name derived from the organisation's name. */
    public String tenantName() {
        return address.isEmpty() ? Slug.of(organisation) : address;
    }

    /** Omits all input, which holds passwords and personal data. */
    @Override
    public String toString() {
        return "sign-up form";
    }
}
