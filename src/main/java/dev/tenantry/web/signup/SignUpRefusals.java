package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FieldProblem;
import dev.tenantry.core.signup.SignUpForm;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.InvalidRequestException.Problem;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs provisioning for the sign-up form. If provisioning refuses a value, translates the error to a problem of the
 * form's field. Does not translate other failures, such as an unavailable database.
 */
final class SignUpRefusals {

    private static final Map<String, String> FIELDS = Map.of(
            "name", SignUpForm.ADDRESS,
            "displayName", SignUpForm.ORGANIZATION,
            "user.username", SignUpForm.USERNAME,
            "user.email", SignUpForm.EMAIL,
            "user.firstName", SignUpForm.FIRST_NAME,
            "user.lastName", SignUpForm.LAST_NAME,
            "user.credentials", SignUpForm.PASSWORD);

    private SignUpRefusals() {}

    /**
     * Runs the work. If provisioning refuses a value, throws an exception that names the form's field.
     *
     * @throws RefusedFormException if provisioning refuses a field or the tenant's name
     * @throws InvalidRequestException if provisioning refuses the template: the visitor can't correct the template, and
     *     must not see the message
     */
    static <T> T call(Supplier<T> work) {
        try {
            return ExceptionTranslation.call(work);
        } catch (InvalidRequestException invalid) {
            if (invalid.problems().stream().anyMatch(problem -> problem.field().equals("template"))) {
                throw invalid;
            }
            throw new RefusedFormException(invalid.problems().stream().map(SignUpRefusals::ofField).toList());
        } catch (TenantException refused) {
            throw switch (refused.reason()) {
                case ALREADY_EXISTS -> new RefusedFormException(SignUpForm.ADDRESS, "tenantsAddressTaken");
                case INVALID_NAME -> new RefusedFormException(SignUpForm.ADDRESS, "tenantsAddressInvalid");
                default -> refused;
            };
        }
    }

    private static FieldProblem ofField(Problem problem) {
        String field = FIELDS.getOrDefault(problem.field(), FieldProblem.WHOLE_FORM);
        return new FieldProblem(field, problem.message(), problem.parameters());
    }
}
