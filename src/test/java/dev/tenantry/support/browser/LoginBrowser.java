package dev.tenantry.support.browser;

import dev.tenantry.support.actors.Realm;
import dev.tenantry.support.browser.LoginOutcome.AskedFor;
import dev.tenantry.support.browser.LoginOutcome.Refused;
import dev.tenantry.support.browser.LoginOutcome.SignedIn;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user who signs in to an application through Keycloak's own login pages, by the authorization code flow with PKCE.
 * The browser keeps its cookies, so that a second {@link #authorize} finds the session of the first. For one thread.
 */
public final class LoginBrowser {

    private final Realm realm;
    private final CookieJar cookies = new CookieJar();
    private String clientId;
    private String redirectUri;
    private Pkce pkce;
    private String state;
    private String code;
    private LoginPage page;

    public LoginBrowser(Realm realm) {
        this.realm = realm;
    }

    /** Opens the application's login; shows the login form unless the browser is signed in already. */
    public LoginOutcome authorize(String clientId, String redirectUri) {
        return authorize(clientId, redirectUri, Map.of());
    }

    /**
     * Opens the application's login with further parameters of the authorization request. A parameter can replace a
     * usual one.
     */
    public LoginOutcome authorize(String clientId, String redirectUri, Map<String, String> parameters) {
        return begin(realm.authorizationEndpoint(), clientId, redirectUri, parameters);
    }

    /** Opens the application's registration form. The realm must let people register themselves. */
    public LoginOutcome register(String clientId, String redirectUri) {
        return begin(realm.registrationEndpoint(), clientId, redirectUri, Map.of());
    }

    /** Opens a link from another source, for instance from a mail. */
    public LoginOutcome open(String address) {
        return open(URI.create(address));
    }

    /** Follows the link on the page that matches a CSS query. */
    public LoginOutcome click(String link) {
        return open(page.link(link));
    }

    /** Stores the cookies of the answer to a request that a page's script made. */
    public void receive(Answer answer) {
        cookies.store(answer);
    }

    /** All cookies of this browser, whatever their paths, as one Cookie header. */
    public String cookies() {
        return cookies.header();
    }

    /** The page that is shown. */
    public LoginPage page() {
        return page;
    }

    private LoginOutcome begin(String endpoint, String clientId, String redirectUri, Map<String, String> parameters) {
        this.clientId = clientId;
        this.redirectUri = redirectUri;
        this.pkce = Pkce.create();
        this.state = Pkce.random();
        this.code = null;
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", redirectUri);
        query.put("scope", "openid");
        query.put("state", state);
        query.put("code_challenge_method", "S256");
        query.put("code_challenge", pkce.challenge());
        query.putAll(parameters);
        return open(URI.create(endpoint + "?" + Http.form(query)));
    }

    /** Fills in and sends the login form. */
    public LoginOutcome submit(String username, String password) {
        return submit(Map.of("username", username, "password", password));
    }

    /** Fills in and sends the form of the current page. Fields that are not given keep their values. */
    public LoginOutcome submit(Map<String, String> fields) {
        return submitForm(LoginPage.FORM, fields);
    }

    /** Fills in and sends the form that matches a CSS query, on a page that has several forms. */
    public LoginOutcome submitForm(String form, Map<String, String> fields) {
        return follow(page.action(form), send(form, fields));
    }

    /** Sends the form of the current page and returns the answer itself. Does not follow a redirect. */
    public Answer send(Map<String, String> fields) {
        return send(LoginPage.FORM, fields);
    }

    private Answer send(String form, Map<String, String> fields) {
        Map<String, String> all = page.fields(form);
        all.putAll(fields);
        return to(page.action(form)).postForm("", all);
    }

    /** Exchanges the code for tokens, as the (public) application does after the login. */
    public Answer redeem() {
        if (code == null) {
            throw new IllegalStateException("Not signed in");
        }
        return realm.token(Map.of("grant_type", "authorization_code", "client_id", clientId, "code", code,
                "redirect_uri", redirectUri, "code_verifier", pkce.verifier()));
    }

    private LoginOutcome open(URI address) {
        return follow(address, to(address).get(""));
    }

    private Http to(URI address) {
        Http http = Http.at(address.toString()).header("Accept", "text/html");
        String header = cookies.headerFor(address);
        return header.isEmpty() ? http : http.header("Cookie", header);
    }

    private LoginOutcome follow(URI address, Answer answer) {
        cookies.store(answer);
        if (answer.status() / 100 == 3) {
            URI target = address.resolve(answer.header("Location"));
            return isApplication(target) ? backAtApplication(target) : open(target);
        }
        page = new LoginPage(answer.body(), address);
        Optional<String> error = page.error();
        return error.isPresent() ? new Refused(error.get()) : new AskedFor(page.title());
    }

    private boolean isApplication(URI address) {
        return redirectUri != null && address.toString().startsWith(redirectUri);
    }

    private LoginOutcome backAtApplication(URI address) {
        Map<String, String> query = query(address);
        if (!state.equals(query.get("state"))) {
            throw new IllegalStateException("Not the answer to this browser's login: " + address.getPath());
        }
        code = query.get("code");
        return code == null ? new Refused(query.getOrDefault("error_description", query.get("error")))
                : new SignedIn(code);
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String field : address.getRawQuery().split("&")) {
            String[] pair = field.split("=", 2);
            query.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
