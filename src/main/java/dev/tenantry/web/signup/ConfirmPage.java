package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FormText;
import dev.tenantry.core.signup.LinkToken;
import dev.tenantry.core.signup.MailedText;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/**
 * The page that opens if a user follows the mailed link of a sign-up. The tenant is provisioned only when the user
 * presses the page's button: mail scanners open links too, but press no button.
 */
public class ConfirmPage {

    private static final String TITLE = "tenantsConfirmTitle";

    private final PageRequest request;
    private final SignUp signUp;
    private final FormGuard guard;

    ConfirmPage(PageRequest request, SignUp signUp) {
        this.request = request;
        this.signUp = signUp;
        this.guard = new FormGuard(request, "confirm");
    }

    @GET
    public Response ask(@QueryParam("token") String token) {
        LinkToken link = new LinkToken(FormText.trimmed(token));
        return signUp.pending(link)
                .map(pending -> new Page(request, "tenants-confirm.ftl", TITLE)
                        .at(request.page(SignUpPage.FORM, "confirm"))
                        .guarded(guard)
                        .with("token", link.value())
                        .with("organization", MailedText.of(pending.displayName()))
                        .with("username", MailedText.of(pending.username()))
                        .with("tenantAddress", request.realms() + pending.name())
                        .response())
                .orElseGet(this::noSuchLink);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm() {
        MultivaluedMap<String, String> fields = request.fields();
        if (guard.isForeign()) {
            return ErrorPages.foreign(request, TITLE).response();
        }
        LinkToken token = new LinkToken(FormText.trimmed(fields.getFirst("token")));
        if (!guard.isOurs(fields)) {
            return ask(token.value());
        }
        try {
            return signUp.confirmed(token)
                    .map(tenant -> SignIn.to(request, tenant))
                    .orElseGet(this::noSuchLink);
        } catch (RefusedFormException refused) {
            return Page.notice(request, TITLE, "tenantsTakenMeanwhile")
                    .with("again", request.page(SignUpPage.FORM).toString())
                    .status(Response.Status.CONFLICT)
                    .response();
        }
    }

    private Response noSuchLink() {
        return Page.notice(request, TITLE, "tenantsLinkExpired")
                .with("again", request.page(SignUpPage.FORM).toString())
                .status(Response.Status.BAD_REQUEST)
                .response();
    }
}
