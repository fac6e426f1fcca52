package dev.tenantry.signup;

import dev.tenantry.form.FieldProblem;
import dev.tenantry.form.LinkToken;
import dev.tenantry.form.PendingSignUp;
import dev.tenantry.form.PendingSignUps;
import dev.tenantry.form.SignUpForm;
import dev.tenantry.form.SignUpRules;
import dev.tenantry.realm.ProvisionedTenant;
import dev.tenantry.realm.TenantOperations;
import dev.tenantry.realm.TenantOrigin;
import dev.tenantry.server.ExceptionTranslation;
import dev.tenantry.server.SignUpSettings;
import dev.tenantry.tenant.SignedUp;
import dev.tenantry.tenant.TenantException;
import dev.tenantry.tenant.TenantName;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Makes a tenant of a form: at once, or when the link in a mail is followed. One request, one thread. */
final class SignUp {

    /** In the period of the limit, whoever asks. */
    static final int MAILS_PER_RECIPIENT = 5;

    /** Keys under which the request of a link is known again do not meet those of the admin API's callers. */
    private static final String CALLER = "sign-up";

    private final PageRequest request;
    private final KeycloakSession session;
    private final TenantOperations operations;
    private final SignUpSettings settings;
    private final PendingSignUps pending;

    SignUp(PageRequest request) {
        this.request = request;
        this.session = request.session();
        this.operations = new TenantOperations(session);
        this.settings = request.settings();
        this.pending = new PendingSignUps(request.tenants().registryRows());
    }

    List<Captcha> captchas() {
        return List.copyOf(session.getAllProviders(Captcha.class));
    }

    /** @throws RefusedFormException naming all that can be seen to be wrong before anything is tried */
    void accept(SignUpForm form, MultivaluedMap<String, String> fields) {
        List<FieldProblem> problems =
                new SignUpRules(settings.emailDomains(), settings.termsAddress() != null, SignUp::problemOfSyntax)
                        .problems(form);
        if (!problems.isEmpty()) {
            throw new RefusedFormException(problems);
        }
        // After the rules, which cost nothing: what it accepts may be good for one time. Before all that costs more.
        if (!captchas().stream().allMatch(captcha -> captcha.accepts(fields, request.senderAddress()))) {
            throw new RefusedFormException(FieldProblem.WHOLE_FORM, "recaptchaFailed");
        }
        String taken = problemOfAddress(form.tenantName());
        if (taken != null) {
            throw new RefusedFormException(SignUpForm.ADDRESS, taken);
        }
    }

    /** @return the key of a message; null if the name is well formed */
    private static String problemOfSyntax(String name) {
        try {
            new TenantName(name);
            return null;
        } catch (TenantException malformed) {
            return "tenantsAddressInvalid";
        }
    }

    /** @return the key of a message; null if a tenant can get that name */
    String problemOfAddress(String name) {
        String malformed = problemOfSyntax(name);
        return malformed != null ? malformed : ExceptionTranslation.call(() -> {
            try {
                request.tenants().lifecycle().acceptName(name);
            } catch (TenantException reserved) {
                return "tenantsAddressTaken"; // nor can anybody have it
            }
            boolean isTaken = session.realms().getRealmByName(name) != null
                    || request.tenants().formerNames().holder(name).isPresent();
            return isTaken ? "tenantsAddressTaken" : null;
        });
    }

    /** @throws RefusedFormException where the tenant's realm refuses it */
    ProvisionedTenant now(SignUpForm form) {
        return SignUpRefusals.call(() -> operations.provision(
                SignUpProvisioning.of(settings.template(), form, SignUpProvisioning.password(form)), origin(null)));
    }

    private TenantOrigin origin(String linkDigestOrNull) {
        return new TenantOrigin(settings.roles(), new SignedUp(linkDigestOrNull));
    }

    /**
     * Provisions the tenant and rolls it back.
     *
     * @return the data from which the tenant can be provisioned
     * @throws RefusedFormException where the tenant's realm would refuse it
     */
    PendingSignUp dryRun(SignUpForm form) {
        CredentialRepresentation hashed = SignUpRefusals.call(() -> operations.dryRun(
                SignUpProvisioning.of(settings.template(), form, SignUpProvisioning.password(form)), origin(null)));
        return new PendingSignUp(
                form.tenantName(), form.organisation(), form.username(), form.email(), form.firstName(),
                form.lastName(), hashed.getSecretData(), hashed.getCredentialData());
    }

    /**
     * Keeps what the tenant is to be made of, and sends the link that will make it.
     *
     * @throws RefusedFormException where the mail can't be sent
     */
    void mail(PendingSignUp signUp) {
        LinkToken token = LinkToken.random();
        ExceptionTranslation.run(() -> pending.add(token, signUp, settings.linkLifespan()));
        if (!new SignUpMail(request).send(signUp, token, settings.linkLifespan())) {
            ExceptionTranslation.run(() -> pending.remove(token));
            throw new RefusedFormException(FieldProblem.WHOLE_FORM, "emailSendErrorMessage");
        }
    }

    Optional<PendingSignUp> pending(LinkToken token) {
        return ExceptionTranslation.call(() -> pending.find(token));
    }

    /**
     * Makes the tenant of a link, which is used up by that. Two clicks at once lead to the same tenant, which is new to
     * one of them.
     *
     * @return nothing where there is no such link any more
     * @throws RefusedFormException where the name has been taken meanwhile
     */
    Optional<ProvisionedTenant> confirmed(LinkToken token) {
        try {
            return pending(token).map(signUp -> SignUpRefusals.call(() -> operations.provisionOnce(
                    SignUpProvisioning.of(settings.template(), signUp), origin(token.digest()), CALLER,
                    token.digest())));
        } catch (TenantException refused) {
            if (refused.reason() == TenantException.Reason.LINK_USED) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
