package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FieldProblem;
import dev.tenantry.core.signup.PendingSignUp;
import dev.tenantry.core.signup.SignUpForm;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;

/** The sign-up form, if the server's options allow sign-up. One instance per request. */
public class SignUpPage {

    static final String FORM = "sign-up";
    private static final String TITLE = "tenantsSignUpTitle";

    /**
     * The limit of address checks is this number times the limit of sent forms. The number is high, since the page
     * checks the address each time the user pauses while typing.
     */
    private static final int CHECKS_PER_FORM = 20;

    private final KeycloakSession session;
    private final PageRequest request;
    private final SignUp signUp;
    private final FormGuard guard;

    public SignUpPage(KeycloakSession session) {
        this.session = session;
        this.request = PageRequest.inMaster(session, PageRequest.settings(session).enabled());
        this.signUp = new SignUp(request);
        this.guard = new FormGuard(request, FORM);
    }

    @GET
    public Response show() {
        return form(SignUpForm.EMPTY, List.of()).response();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response send() {
        MultivaluedMap<String, String> fields = request.fields();
        if (guard.isForeign()) {
            return ErrorPages.foreign(request, TITLE).at(request.page(FORM)).response();
        }
        SignUpForm typed = SignUpForm.of(fields::getFirst);
        if (!guard.isOurs(fields)) {
            return refused(typed, List.of(new FieldProblem(FieldProblem.WHOLE_FORM, "tenantsFormExpired")));
        }
        Optional<Duration> tooMany = guard.refused(1);
        if (tooMany.isPresent()) {
            return ErrorPages.tooMany(request, TITLE, tooMany.get()).at(request.page(FORM)).response();
        }
        String key = guard.key(fields, typed.withoutPasswords());
        try {
            signUp.accept(typed, fields);
            return request.settings().verifyEmail() ? mailed(typed) : SignIn.to(request, signUp.now(typed, key));
        } catch (RefusedFormException refused) {
            // If the browser sends a form twice, the first request may have taken the address or used up the captcha.
            return signUp.before(typed, key)
                    .map(tenant -> SignIn.to(request, tenant))
                    .orElseGet(() -> again(typed, refused.problems(), fields.getFirst(FormGuard.TOKEN)));
        }
    }

    private Response mailed(SignUpForm typed) {
        PendingSignUp pending = signUp.dryRun(typed);
        // Counts the mail after the dry run, so that a refused form does not use up the recipient's limit. If the limit
        // is exceeded, sends no mail and shows no error: an error would reveal that mails to this address were
        // requested before.
        if (guard.mayMail(typed.email(), SignUp.MAILS_PER_RECIPIENT)) {
            signUp.mail(pending);
        }
        return Page.notice(request, "tenantsCheckMailTitle", "tenantsCheckMail", typed.email())
                .at(request.page(FORM))
                .response();
    }

    /**
     * Reports whether a new tenant can get the given name. The result reveals no secret: anyone can find out with
     * {@code /realms/{name}} whether a realm exists.
     */
    @GET
    @Path("address")
    @Produces(MediaType.APPLICATION_JSON)
    public Response address(@QueryParam("name") String name) {
        Optional<Duration> tooMany = new FormGuard(request, "address").refused(CHECKS_PER_FORM);
        if (tooMany.isPresent()) {
            return PageHeaders.on(session, Response.status(Response.Status.TOO_MANY_REQUESTS)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Map.of())
                    .header("Retry-After", tooMany.get().toSeconds())
                    .build(), List.of());
        }
        Optional<String> problem = signUp.problemOfAddress(name == null ? "" : name.trim());
        String message = session.getProvider(LoginFormsProvider.class)
                .getMessage(problem.orElse("tenantsAddressFree"));
        return PageHeaders.on(session, Response.ok(Map.of("free", problem.isEmpty(), "message", message))
                .type(MediaType.APPLICATION_JSON)
                .build(), List.of());
    }

    @Path("confirm")
    public ConfirmPage confirm() {
        return new ConfirmPage(request, signUp);
    }

    private Response refused(SignUpForm typed, List<FieldProblem> problems) {
        return form(typed, problems).status(Response.Status.BAD_REQUEST).response();
    }

    /**
     * Returns the form with the token that the browser has sent. If the visitor sends the same input again, the form
     * has the same key. The visitor then gets the tenant that a request which was still running has provisioned.
     */
    private Response again(SignUpForm typed, List<FieldProblem> problems, String token) {
        return form(typed, problems).with("formToken", token).status(Response.Status.BAD_REQUEST).response();
    }

    /** Returns the form, filled with the given input except for the passwords. */
    private Page form(SignUpForm typed, List<FieldProblem> problems) {
        Page page = new Page(request, "tenants-sign-up.ftl", TITLE)
                .at(request.page(FORM))
                .guarded(guard)
                .with("typed", Map.of(
                        SignUpForm.ORGANIZATION, typed.organization(),
                        SignUpForm.ADDRESS, typed.address(),
                        SignUpForm.EMAIL, typed.email(),
                        SignUpForm.USERNAME, typed.username(),
                        SignUpForm.FIRST_NAME, typed.firstName(),
                        SignUpForm.LAST_NAME, typed.lastName()))
                .with("termsAccepted", typed.termsAccepted())
                .with("focus", problems.isEmpty() ? SignUpForm.ORGANIZATION : problems.get(0).field())
                .with("realmsAddress", request.realms())
                .with("checkAddress", request.page(FORM, "address").toString())
                .with("captchas", signUp.captchas().stream().map(Captcha::html).toList())
                .origins(signUp.captchas().stream().flatMap(captcha -> captcha.origins().stream()).toList());
        if (request.settings().termsAddress() != null) {
            page.with("termsAddress", request.settings().termsAddress());
        }
        return problems.isEmpty() ? page : page.problems(problems);
    }
}
