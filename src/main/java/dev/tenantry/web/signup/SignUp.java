package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FieldProblem;
import dev.tenantry.core.signup.LinkToken;
import dev.tenantry.core.signup.PendingSignUp;
import dev.tenantry.core.signup.PendingSignUps;
import dev.tenantry.core.signup.SignUpForm;
import dev.tenantry.core.signup.SignUpRules;
import dev.tenantry.core.tenant.SignedUp;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.keycloak.config.SignUpSettings;
import dev.tenantry.keycloak.operations.TenantOperations;
import dev.tenantry.keycloak.provisioning.ProvisionedTenant;
import dev.tenantry.keycloak.provisioning.ProvisioningRequest;
import dev.tenantry.keycloak.provisioning.TenantOrigin;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * Provisions a tenant from a form: at once, or after the user has confirmed the e-mail address by a mailed link. One
 * instance per request.
 */
final class SignUp {

    /** The maximum number of mails to one recipient in a period, even if different senders request the mails. */
    static final int MAILS_PER_RECIPIENT = 5;

    /**
     * The caller's name for the idempotency key of a mailed link. A link's key can't collide with a key that another
     * caller sends to the admin API.
     */
    private static final String CALLER = "sign-up";

    /** The caller's name for the idempotency key of a form that provisions a tenant at once. */
    private static final String CALLER_OF_FORM = "sign-up form";

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

    /**
     * Checks the form before any work begins.
     *
     * @throws RefusedFormException if a field is invalid, if a captcha refuses the form, or if the tenant's name is not
     *     available
     */
    void accept(SignUpForm form, MultivaluedMap<String, String> fields) {
        List<FieldProblem> problems =
                new SignUpRules(settings.emailDomains(), settings.termsAddress() != null, SignUp::problemOfSyntax)
                        .problems(form);
        if (!problems.isEmpty()) {
            throw new RefusedFormException(problems);
        }
        // Checks the captcha after the form's fields: an answer to a captcha may be valid only once, and a form with an
        // error should not use up the answer. All expensive work comes after the captcha.
        if (!captchas().stream().allMatch(captcha -> captcha.accepts(fields, request.senderAddress()))) {
            throw new RefusedFormException(FieldProblem.WHOLE_FORM, "recaptchaFailed");
        }
        problemOfAddress(form.tenantName()).ifPresent(taken -> {
            throw new RefusedFormException(SignUpForm.ADDRESS, taken);
        });
    }

    /** @return the message key of the problem; empty if the name is well-formed */
    private static Optional<String> problemOfSyntax(String name) {
        try {
            new TenantName(name);
            return Optional.empty();
        } catch (TenantException malformed) {
            return Optional.of("tenantsAddressInvalid");
        }
    }

    /**
     * Checks that a tenant could get the name.
     *
     * @return the message key of the problem; empty if a tenant can get that name
     */
    Optional<String> problemOfAddress(String name) {
        return problemOfSyntax(name)
                .or(() -> isAvailable(name) ? Optional.empty() : Optional.of("tenantsAddressTaken"));
    }

    private boolean isAvailable(String name) {
        return ExceptionTranslation.call(() -> {
            try {
                request.tenants().lifecycle().acceptName(name);
            } catch (TenantException reserved) {
                return false;
            }
            return session.realms().getRealmByName(name) == null
                    && request.tenants().formerNames().holder(name).isEmpty();
        });
    }

    /**
     * Provisions the tenant. If a browser sends the form twice at the same time, both requests get the same tenant, but
     * only one of them as a new tenant.
     *
     * @param key the key of this form, from {@link FormGuard#key}
     * @throws RefusedFormException if the tenant's realm refuses the form
     */
    ProvisionedTenant now(SignUpForm form, String key) {
        return SignUpRefusals.call(() -> operations.provisionOnce(
                request(form), origin(null), CALLER_OF_FORM, key));
    }

    /**
     * Returns the tenant that an earlier request with the same form has provisioned; empty if there was no such
     * request.
     *
     * @param key the key of this form, from {@link FormGuard#key}
     */
    Optional<ProvisionedTenant> before(SignUpForm form, String key) {
        return SignUpRefusals.call(() -> operations.provisionedBefore(request(form), CALLER_OF_FORM, key));
    }

    private ProvisioningRequest request(SignUpForm form) {
        return SignUpProvisioning.of(settings.template(), form, SignUpProvisioning.password(form));
    }

    private TenantOrigin origin(String linkDigestOrNull) {
        return new TenantOrigin(settings.roles(), new SignedUp(linkDigestOrNull));
    }

    /**
     * Provisions the tenant and rolls the transaction back, to find out whether the form would be refused.
     *
     * @return the sign-up to store, with all data that the later provisioning needs
     * @throws RefusedFormException if the tenant's realm would refuse the form
     */
    PendingSignUp dryRun(SignUpForm form) {
        CredentialRepresentation hashed =
                SignUpRefusals.call(() -> operations.dryRun(request(form), origin(null))).orElseThrow();
        return new PendingSignUp(
                form.tenantName(), form.organization(), form.username(), form.email(), form.firstName(),
                form.lastName(), hashed.getSecretData(), hashed.getCredentialData());
    }

    /**
     * Stores the sign-up, and mails the link that confirms it.
     *
     * @throws RefusedFormException if the mail can't be sent
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
     * Provisions the tenant of the sign-up that the mailed link confirms. Each link can be used only once. If the user
     * clicks twice at the same time, both requests get the same tenant, but only one of them as a new tenant.
     *
     * @return the tenant; empty if the link is invalid or was used already
     * @throws RefusedFormException if provisioning refuses the sign-up, for example because another tenant got the name
     *     after the form was sent
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
