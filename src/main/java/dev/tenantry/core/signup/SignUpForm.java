package dev.tenantry.core.signup;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The content of the fields of the sign-up form. The texts are not validated, but no text is null. All texts are cut to
 * {@link FormText#MAX_LENGTH} + 1 characters. All texts except the passwords are trimmed.
 *
 * @param address the tenant's name as the user has typed it; if empty, the name is derived from the organization's name
 */
public record SignUpForm(
        String organization,
        String address,
        String email,
        String username,
        String firstName,
        String lastName,
        String password,
        String passwordAgain,
        boolean termsAccepted) {

    public static final String ORGANIZATION = "organization";
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

    /**
     * Reads the form.
     *
     * @param fields returns the text of the field with the given name, or null if the form lacks the field
     */
    public static SignUpForm of(UnaryOperator<String> fields) {
        return new SignUpForm(
                FormText.trimmed(fields.apply(ORGANIZATION)),
                FormText.trimmed(fields.apply(ADDRESS)),
                FormText.trimmed(fields.apply(EMAIL)),
                FormText.trimmed(fields.apply(USERNAME)),
                FormText.trimmed(fields.apply(FIRST_NAME)),
                FormText.trimmed(fields.apply(LAST_NAME)),
                FormText.exactly(fields.apply(PASSWORD)),
                FormText.exactly(fields.apply(PASSWORD_AGAIN)),
                fields.apply(TERMS) != null);
    }

    /**
     * Returns the tenant's name: the typed address, or a name derived from the organization's name if the typed address
     * is empty.
     */
    public String tenantName() {
        return address.isEmpty() ? Slug.of(organization) : address;
    }

    /** Returns the texts of all fields except the passwords, with the tenant's name instead of the typed address. */
    public List<String> withoutPasswords() {
        return List.of(organization, tenantName(), email, username, firstName, lastName);
    }

    /** Omits all fields, since they contain passwords and personal data. */
    @Override
    public String toString() {
        return "sign-up form";
    }
}
