package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FieldProblem;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** A page of the extension, shown in the realm's login theme and in the visitor's language. */
final class Page {

    private final KeycloakSession session;
    private final String template;
    private final LoginFormsProvider forms;

    private Response.Status status = Response.Status.OK;
    private List<String> origins = List.of();
    private NewCookie cookie;
    private Duration wait;

    /**
     * @param template the name of a file in {@code theme-resources/templates}
     * @param title the key of the title's message
     */
    Page(PageRequest request, String template, String title) {
        this.session = request.session();
        this.template = template;
        this.forms = session.getProvider(LoginFormsProvider.class)
                .setAttribute("heading", title)
                .setAttributeMapper(attributes -> {
                    // Sets the page's title. Keycloak's own title would be "Sign in to …".
                    attributes.put("title", session.getProvider(LoginFormsProvider.class).getMessage(title));
                    return attributes;
                });
    }

    /** Returns a page that shows only a message. */
    static Page notice(PageRequest request, String title, String text) {
        return notice(request, title, text, "");
    }

    /** Returns a page that shows only a message, with a parameter in the message's text. */
    static Page notice(PageRequest request, String title, String text, Object parameter) {
        return new Page(request, "tenants-notice.ftl", title).with("text", text).with("parameter", parameter);
    }

    Page with(String attribute, Object value) {
        forms.setAttribute(attribute, value);
        return this;
    }

    /** Sets the address that the browser requests when the visitor chooses another language. */
    Page at(URI address) {
        forms.setActionUri(address);
        return with("self", address.toString());
    }

    Page guarded(FormGuard guard) {
        cookie = guard.cookie();
        return with("formToken", guard.token());
    }

    /** Sets further origins from which the page may load scripts and frames. */
    Page origins(List<String> more) {
        origins = more;
        return this;
    }

    Page status(Response.Status answer) {
        status = answer;
        return this;
    }

    Page retryAfter(Duration time) {
        wait = time;
        return status(Response.Status.TOO_MANY_REQUESTS);
    }

    Page problems(List<FieldProblem> problems) {
        forms.setErrors(problems.stream()
                .map(problem -> new FormMessage(problem.field(), problem.message(), problem.parameters()))
                .toList());
        return this;
    }

    Response response() {
        if (status.getFamily() != Response.Status.Family.SUCCESSFUL) {
            session.getTransactionManager().setRollbackOnly();
        }
        Response page = forms.setStatus(status).createForm(template);
        Response.ResponseBuilder builder = Response.fromResponse(page);
        if (cookie != null) {
            builder.cookie(cookie);
        }
        if (wait != null) {
            builder.header("Retry-After", wait.toSeconds());
        }
        return PageHeaders.on(session, builder.build(), origins);
    }
}
