package dev.tenantry.web.signup;

import dev.tenantry.core.signup.FormLimit;
import dev.tenantry.core.signup.FormTokens;
import dev.tenantry.core.signup.RecipientAddress;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.urls.UrlType;

/**
 * Protects a public form. The Origin header and a signed double-submit cookie with {@code SameSite=Strict} protect the
 * form from cross-site requests. A limit for each sender protects the form from floods of requests.
 */
final class FormGuard {

    static final String TOKEN = "form-token";
    private static final String COOKIE = "TENANTS_FORM";
    private static final String SEPARATOR = "\0";

    private final PageRequest request;
    private final String form;
    private final String cookie;

    /** @param form the form's name: a token is valid for one form only */
    FormGuard(PageRequest request, String form) {
        this.request = request;
        this.form = form;
        Cookie sent = request.session().getContext().getHttpRequest().getHttpHeaders().getCookies().get(COOKIE);
        this.cookie = sent != null && FormTokens.isCookie(sent.getValue()) ? sent.getValue() : FormTokens.newCookie();
    }

    /** Returns the token to include in the form. */
    String token() {
        return request.tokens().token(form, cookie);
    }

    /** Returns the cookie to set in the browser. */
    NewCookie cookie() {
        return new NewCookie.Builder(COOKIE)
                .value(cookie)
                .path(request.page().getRawPath())
                .httpOnly(true)
                .secure("https".equals(request.session().getContext().getUri().getBaseUri().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** True if the browser reports that another site's page has sent the form. */
    boolean isForeign() {
        var headers = request.session().getContext().getHttpRequest().getHttpHeaders();
        String origin = headers.getHeaderString("Origin");
        if (origin != null) {
            return !origin.equals(origin(request.session().getContext().getUri(UrlType.FRONTEND).getBaseUri()));
        }
        String site = headers.getHeaderString("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static String origin(URI address) {
        boolean isUsualPort = address.getPort() < 0
                || address.getPort() == ("https".equals(address.getScheme()) ? 443 : 80);
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return address.getScheme() + "://" + host + (isUsualPort ? "" : ":" + address.getPort());
    }

    /** True if the form's token and the browser's cookie prove that this form was served to this browser. */
    boolean isOurs(MultivaluedMap<String, String> fields) {
        return request.tokens().accepts(form, cookie, fields.getFirst(TOKEN));
    }

    /**
     * Returns an idempotency key for a sent form. If the browser sends the same form with the same input again, for
     * example after a double click, the key is the same. The key depends on the browser's cookie and on the form's
     * token, so that no other visitor's form has this key. Call this method only if {@link #isOurs} is true.
     *
     * @param input the visitor's input without passwords; a form with other input has another key
     */
    String key(MultivaluedMap<String, String> fields, List<String> input) {
        return request.tokens().keyedDigest("key of " + form,
                cookie + SEPARATOR + fields.getFirst(TOKEN) + SEPARATOR + String.join(SEPARATOR, input));
    }

    /**
     * Counts the request for each network that contains the sender, beginning with the smallest. Stops at the first
     * network that is over its limit. So if a small network is over its limit, its requests do not count for the larger
     * networks.
     *
     * @return how long the sender must wait; empty if no network is over its limit
     */
    Optional<Duration> refused(int timesTheLimit) {
        int limit = request.settings().formLimit() * timesTheLimit;
        return request.senders(form).stream()
                .map(network -> use(network.name(), limit * network.timesTheLimit()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Counts a mail to a recipient. Each form has a separate count for each recipient. The count includes the mails of
     * all senders.
     *
     * @return true if the mail may be sent
     */
    boolean mayMail(String email, int limit) {
        return use(request.tokens().keyedDigest("mail of " + form, RecipientAddress.of(email)), limit).isEmpty();
    }

    private Optional<Duration> use(String sender, int limit) {
        return ExceptionTranslation.call(() -> new FormLimit(request.tenants().registryRows())
                .use(sender, limit, request.settings().formLimitPeriod()));
    }
}
