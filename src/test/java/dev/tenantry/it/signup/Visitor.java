package dev.tenantry.it.signup;

import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.KeycloakUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A visitor with a separate address and with a browser that has cookies but runs no scripts. For one thread. */
public final class Visitor {

    public static final String SIGN_UP = "/realms/master/tenants/sign-up";
    static final String FIND = "/realms/master/tenants/find";
    static final String PASSWORD = "lovelace-1815";

    private final String server;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Document page;

    public Visitor(KeycloakUnderTest keycloak) {
        this(keycloak, "10.%d.%d.%d".formatted(part(), part(), part()));
    }

    Visitor(KeycloakUnderTest keycloak, String address) {
        this.server = keycloak.server().url();
        headers.put("Accept", "text/html,*/*;q=0.8");
        headers.put("X-Forwarded-For", address);
    }

    private Visitor(String server, Map<String, String> headers) {
        this.server = server;
        this.headers.putAll(headers);
    }

    private static int part() {
        return ThreadLocalRandom.current().nextInt(1, 255);
    }

    /** A complete form for a tenant of that name. */
    public static Map<String, String> form(String name) {
        return new HashMap<>(Map.of(
                "organization", "The " + name,
                "address", name,
                "email", "ada@" + name + ".test",
                "username", "ada",
                "firstName", "Ada",
                "lastName", "Byron",
                "password", PASSWORD,
                "password-confirm", PASSWORD,
                "terms", "on"));
    }

    static Map<String, String> form() {
        return form(TestTenants.newName());
    }

    Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The same browser with the same cookies, for another thread. */
    Visitor copy() {
        Visitor copy = new Visitor(server, headers);
        copy.cookies.putAll(cookies);
        return copy;
    }

    void forgetCookies() {
        cookies.clear();
    }

    /** @param address a complete address, or a path on this server */
    Answer open(String address) {
        return read(to(address).get(""));
    }

    /** Opens the page and sends its form with these fields. */
    public Answer send(String path, Map<String, String> typed) {
        open(path);
        return sendForm(path, typed);
    }

    /** Sends the form of the open page with its hidden fields, or only these fields if the page has no form. */
    Answer sendForm(String path, Map<String, String> typed) {
        Map<String, String> fields = new HashMap<>();
        page.select("form[method=post] input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.putAll(typed);
        return read(to(path).postForm("", fields));
    }

    /** Posts only these fields, without the hidden fields of a page. */
    Answer post(String path, Map<String, String> fields) {
        return read(to(path).postForm("", fields));
    }

    /** Posts a body with a content type other than that of a form. */
    Answer postAs(String type, String path, String body) {
        return read(to(path).postBytes("", type, body.getBytes(StandardCharsets.UTF_8)));
    }

    Document page() {
        return page;
    }

    String token() {
        return page.selectFirst("input[name=form-token]").val();
    }

    /** The error message beside the field; null if the field has no error. */
    String error(String field) {
        Element error = page.selectFirst("#input-error-" + field);
        return error == null ? null : error.text();
    }

    List<String> fieldsWithErrors() {
        return page.select("[aria-invalid=true]").eachAttr("name");
    }

    private Http to(String address) {
        Http http = Http.at(address.startsWith("http") ? address : server + address);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            http = http.header(header.getKey(), header.getValue());
        }
        return cookies.isEmpty() ? http : http.header("Cookie", String.join("; ", cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).toList()));
    }

    private Answer read(Answer answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        page = Jsoup.parse(answer.body(), server);
        return answer;
    }
}
