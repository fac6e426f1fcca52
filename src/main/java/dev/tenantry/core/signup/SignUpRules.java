package dev.tenantry.core.signup;

import static dev.tenantry.core.signup.SignUpForm.ADDRESS;
import static dev.tenantry.core.signup.SignUpForm.EMAIL;
import static dev.tenantry.core.signup.SignUpForm.FIRST_NAME;
import static dev.tenantry.core.signup.SignUpForm.LAST_NAME;
import static dev.tenantry.core.signup.SignUpForm.ORGANIZATION;
import static dev.tenantry.core.signup.SignUpForm.PASSWORD;
import static dev.tenantry.core.signup.SignUpForm.PASSWORD_AGAIN;
import static dev.tenantry.core.signup.SignUpForm.TERMS;
import static dev.tenantry.core.signup.SignUpForm.USERNAME;

import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.tenant.DisplayName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks a sign-up form before anything is created. Does not apply the password policy or the user profile: both belong
 * to the new realm, and are applied later, when the realm's first user is created. Immutable.
 *
 * @param emailDomains the allowed domains of e-mail addresses, in lower case; empty to allow all domains
 * @param termsAsked true if the user must accept terms
 * @param address a function that checks a tenant's name. Returns the key of an error message if the name is not
 *     allowed, and empty otherwise
 */
public record SignUpRules(Set<String> emailDomains, boolean termsAsked, Function<String, Optional<String>> address) {

    private static final Map<DisplayName.Problem, String> OF_NAMES = Map.of(
            DisplayName.Problem.MARKUP, "tenantsOrganizationMarkup",
            DisplayName.Problem.EXPRESSION, "tenantsOrganizationMarkup",
            DisplayName.Problem.CONTROL_CHARACTER, "tenantsOrganizationCharacters",
            DisplayName.Problem.INVISIBLE, "tenantsOrganizationCharacters");

    /** Returns the problems of the form in the order of its fields, at most one problem for each field. */
    public List<FieldProblem> problems(SignUpForm form) {
        List<FieldProblem> problems = new ArrayList<>();
        addOrganization(problems, form.organization());
        addAddress(problems, form);
        addEmail(problems, form.email());
        add(problems, USERNAME, form.username(), "missingUsernameMessage");
        add(problems, FIRST_NAME, form.firstName(), "missingFirstNameMessage");
        add(problems, LAST_NAME, form.lastName(), "missingLastNameMessage");
        addPasswords(problems, form);
        if (termsAsked && !form.termsAccepted()) {
            problems.add(new FieldProblem(TERMS, "termsAcceptanceRequired"));
        }
        return problems;
    }

    /**
     * Checks the organization's name. The provisioning checks the name again later, but its error messages are always
     * in English.
     */
    private static void addOrganization(List<FieldProblem> problems, String organization) {
        if (!add(problems, ORGANIZATION, organization, "tenantsMissingOrganization")) {
            DisplayName.problem(organization)
                    .ifPresent(problem -> problems.add(new FieldProblem(ORGANIZATION, OF_NAMES.get(problem))));
        }
    }

    private void addAddress(List<FieldProblem> problems, SignUpForm form) {
        if (form.tenantName().isEmpty() && form.organization().isEmpty()) {
            return; // the organization's name has a problem, which is reported already
        }
        address.apply(form.tenantName()).ifPresent(message -> problems.add(new FieldProblem(ADDRESS, message)));
    }

    private void addEmail(List<FieldProblem> problems, String email) {
        if (add(problems, EMAIL, email, "missingEmailMessage")) {
            return;
        }
        if (!isEmailAddress(email)) {
            problems.add(new FieldProblem(EMAIL, "invalidEmailMessage"));
        } else if (!emailDomains.isEmpty() && !emailDomains.contains(domain(email))) {
            problems.add(new FieldProblem(EMAIL, "tenantsEmailDomain"));
        }
    }

    private static boolean isEmailAddress(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.indexOf('@', at + 1) < 0
                && text.chars().noneMatch(Character::isWhitespace);
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static void addPasswords(List<FieldProblem> problems, SignUpForm form) {
        if (form.password().isEmpty()) {
            problems.add(new FieldProblem(PASSWORD, "missingPasswordMessage"));
        } else if (!add(problems, PASSWORD, form.password(), null) && !form.password().equals(form.passwordAgain())) {
            problems.add(new FieldProblem(PASSWORD_AGAIN, "invalidPasswordConfirmMessage"));
        }
    }

    /**
     * Adds the problem of a field if the text is missing, too long or not storable.
     *
     * @param messageWhereMissing the message for an empty text; null to allow an empty text
     * @return true if a problem was added
     */
    private static boolean add(List<FieldProblem> problems, String field, String typed, String messageWhereMissing) {
        if (messageWhereMissing != null && typed.isEmpty()) {
            return problems.add(new FieldProblem(field, messageWhereMissing));
        }
        if (FormText.isTooLong(typed)) {
            return problems.add(new FieldProblem(field, "error-invalid-length-too-long", field, 0, FormText.MAX_LENGTH));
        }
        return !UnstorableTextException.isStorable(typed)
                && problems.add(new FieldProblem(field, "error-invalid-value"));
    }
}
