package dev.tenantry.web.signup;

import dev.tenantry.core.db.UnstorableTextException;
import dev.tenantry.core.signup.FieldProblem;
import dev.tenantry.core.signup.FormText;
import dev.tenantry.core.signup.TypedAddress;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantName;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The page for visitors who do not know the address of their login page. A visitor who types a tenant's address is
 * redirected to the tenant's login page. If an option allows it, the page also mails a visitor a list of the visitor's
 * tenants. Neither the answer nor the response time reveals whether the e-mail address has an account. One instance per
 * request.
 */
public class FindPage {

    static final String FORM = "find";
    static final String ADDRESS = "address";

    private static final String TITLE = "tenantsFindTitle";
    private static final int MAILS_PER_RECIPIENT = 5;
    private static final Duration BUSY = Duration.ofMinutes(1);

    private final KeycloakSession session;
    private final PageRequest request;
    private final FormGuard guard;
    private final MailQueue mails;

    public FindPage(KeycloakSession session, MailQueue mails) {
        this.session = session;
        this.mails = mails;
        this.request = PageRequest.inMaster(session, PageRequest.settings(session).findEnabled());
        this.guard = new FormGuard(request, FORM);
    }

    @GET
    public Response show() {
        return form("").response();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response find() {
        MultivaluedMap<String, String> fields = request.fields();
        if (guard.isForeign()) {
            return ErrorPages.foreign(request, TITLE).at(request.page(FORM)).response();
        }
        String typed = FormText.trimmed(fields.getFirst(ADDRESS));
        if (!guard.isOurs(fields)) {
            return refused(typed, FieldProblem.WHOLE_FORM, "tenantsFormExpired");
        }
        Optional<Duration> tooMany = guard.refused(1);
        if (tooMany.isPresent()) {
            return ErrorPages.tooMany(request, TITLE, tooMany.get()).at(request.page(FORM)).response();
        }
        if (request.settings().findByEmail() && typed.indexOf('@') > 0) {
            return mailed(typed.toLowerCase(Locale.ROOT));
        }
        return login(typed)
                .map(address -> PageHeaders.on(session, Response.seeOther(address).build(), List.of()))
                .orElseGet(() -> refused(typed, ADDRESS, "tenantsNotFound"));
    }

    private Response mailed(String email) {
        if (FormText.isTooLong(email) || !UnstorableTextException.isStorable(email)) {
            return refused(email, ADDRESS, "invalidEmailMessage");
        }
        FindMail mail = new FindMail(session.getKeycloakSessionFactory(),
                session.getContext().getUri().getBaseUri(), session.getContext().getRealm().getId(),
                request.locale(), email);
        // Sends no mail but shows no error if the recipient's limit is exceeded. An error would reveal earlier requests
        // for mails to this address.
        if (guard.mayMail(email, MAILS_PER_RECIPIENT) && !mails.add(mail)) {
            return ErrorPages.tooMany(request, TITLE, BUSY).at(request.page(FORM)).response();
        }
        return Page.notice(request, "tenantsCheckMailTitle", "tenantsFindSent", email).at(request.page(FORM))
                .response();
    }

    private Optional<URI> login(String typed) {
        Optional<TenantName> name = name(typed);
        return name.flatMap(given -> ExceptionTranslation.call(() -> request.tenants().registry()
                .findByName(given.value())))
                .filter(tenant -> isOpen(session.realms().getRealm(tenant.realmId())))
                .map(tenant -> LoginAddresses
                        .of(request.tenants(), session.getContext().getUri().getBaseUri(), List.of(tenant))
                        .of(tenant));
    }

    private static boolean isOpen(RealmModel realmOrNull) {
        return realmOrNull != null && realmOrNull.isEnabled();
    }

    private static Optional<TenantName> name(String typed) {
        try {
            return Optional.of(new TenantName(TypedAddress.name(typed)));
        } catch (TenantException malformed) {
            return Optional.empty();
        }
    }

    private Response refused(String typed, String field, String message) {
        return form(typed)
                .problems(List.of(new FieldProblem(field, message)))
                .status(Response.Status.BAD_REQUEST)
                .response();
    }

    private Page form(String typed) {
        return new Page(request, "tenants-find.ftl", TITLE)
                .at(request.page(FORM))
                .guarded(guard)
                .with("typed", typed)
                .with("byEmail", request.settings().findByEmail())
                .with("focus", ADDRESS)
                .with("realmsAddress", request.realms());
    }
}
