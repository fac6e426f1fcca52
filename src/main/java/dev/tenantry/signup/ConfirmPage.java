package dev.tenantry.signup;

import dev.tenantry.form.LinkToken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** What a link in a mail leads to; scanners of mails follow links too, so following makes nothing yet. */
public class ConfirmPage {

    private static final String TITLE = "tenantsConfirmTitle";

    private final Visit visit;
    private final SignUp signUp;
    private final FormGuard guard;

    ConfirmPage(Visit visit, SignUp signUp) {
        this.visit = visit;
        this.signUp = signUp;
        this.guard = new FormGuard(visit, "confirm");
    }

    @GET
    public Response ask(@QueryParam("token") String token) {
        return signUp.pending(new LinkToken(String.valueOf(token)))
                .map(pending -> new Page(visit, "tenants-confirm.ftl", TITLE)
                        .at(visit.page(SignUpPage.FORM, "confirm"))
                        .guarded(guard)
                        .with("token", token)
                        .with("organisation", pending.displayName())
                        .with("username", pending.username())
                        .with("tenantAddress", visit.realms() + pending.name())
                        .response())
                .orElseGet(this::noSuchLink);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm() {
        MultivaluedMap<String, String> fields = visit.fields();
        if (guard.isForeign()) {
            return Notices.foreign(visit, TITLE).response();
        }
        LinkToken token = new LinkToken(String.valueOf(fields.getFirst("token")));
        if (!guard.isOurs(fields)) {
            return ask(token.value());
        }
        try {
            return signUp.confirmed(token)
                    .map(born -> SignIn.toNewTenant(visit, born))
                    .orElseGet(this::noSuchLink);
        } catch (RefusedFormException refused) {
            return Page.notice(visit, TITLE, "tenantsTakenMeanwhile")
                    .with("again", visit.page(SignUpPage.FORM).toString())
                    .status(Response.Status.CONFLICT)
                    .response();
        }
    }

    private Response noSuchLink() {
        return Page.notice(visit, TITLE, "tenantsLinkExpired")
                .with("again", visit.page(SignUpPage.FORM).toString())
                .status(Response.Status.BAD_REQUEST)
                .response();
    }
}
