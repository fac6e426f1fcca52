package dev.tenantry.signup;

import dev.tenantry.form.FormText;
import dev.tenantry.form.LinkToken;
import dev.tenantry.form.MailedText;
import dev.tenantry.realm.ProvisionedTenant;
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

    private final PageRequest visit;
    private final SignUp signUp;
    private final FormGuard guard;

    ConfirmPage(PageRequest visit, SignUp signUp) {
        this.visit = visit;
        this.signUp = signUp;
        this.guard = new FormGuard(visit, "confirm");
    }

    @GET
    public Response ask(@QueryParam("token") String token) {
        LinkToken link = new LinkToken(FormText.trimmed(token));
        return signUp.pending(link)
                .map(pending -> new Page(visit, "tenants-confirm.ftl", TITLE)
                        .at(visit.page(SignUpPage.FORM, "confirm"))
                        .guarded(guard)
                        .with("token", link.value())
                        .with("organisation", MailedText.of(pending.displayName()))
                        .with("username", MailedText.of(pending.username()))
                        .with("tenantAddress", visit.realms() + pending.name())
                        .response())
                .orElseGet(this::noSuchLink);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm() {
        MultivaluedMap<String, String> fields = visit.fields();
        if (guard.isForeign()) {
            return ErrorPages.foreign(visit, TITLE).response();
        }
        LinkToken token = new LinkToken(FormText.trimmed(fields.getFirst("token")));
        if (!guard.isOurs(fields)) {
            return ask(token.value());
        }
        try {
            return signUp.confirmed(token)
                    .map(this::signedIn)
                    .orElseGet(this::noSuchLink);
        } catch (RefusedFormException refused) {
            return Page.notice(visit, TITLE, "tenantsTakenMeanwhile")
                    .with("again", visit.page(SignUpPage.FORM).toString())
                    .status(Response.Status.CONFLICT)
                    .response();
        }
    }

    /** A link signs nobody in to a tenant that was there before: it would do without the password. */
    private Response signedIn(ProvisionedTenant tenant) {
        return tenant.isNew() ? SignIn.toNewTenant(visit, tenant) : SignIn.atLogin(visit, tenant);
    }

    private Response noSuchLink() {
        return Page.notice(visit, TITLE, "tenantsLinkExpired")
                .with("again", visit.page(SignUpPage.FORM).toString())
                .status(Response.Status.BAD_REQUEST)
                .response();
    }
}
