package dev.tenantry.sample;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request and the answer to it. The session's cookie is sent to its own tenant's addresses alone. */
final class Exchange {

    private static final String COOKIE = "session";

    private final HttpExchange http;

    Exchange(HttpExchange http) {
        this.http = http;
    }

    String method() {
        return http.getRequestMethod();
    }

    URI address() {
        return http.getRequestURI();
    }

    String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    /** Null where the browser has sent none. */
    String session() {
        return http.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split("; *")).stream())
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst()
                .orElse(null);
    }

    void setSession(Tenant tenant, String id) {
        http.getResponseHeaders().add("Set-Cookie", COOKIE + "=" + id + attributes(tenant));
    }

    void clearSession(Tenant tenant) {
        http.getResponseHeaders().add("Set-Cookie", COOKIE + "=; Max-Age=0" + attributes(tenant));
    }

    /** Lax: no other site's form is sent with it, but the way back from Keycloak's pages is. */
    private static String attributes(Tenant tenant) {
        return "; Path=" + tenant.home().getPath() + "; HttpOnly; SameSite=Lax"
                + (tenant.base().getScheme().equals("https") ? "; Secure" : "");
    }

    void redirect(URI target) throws IOException {
        http.getResponseHeaders().set("Location", target.toString());
        http.sendResponseHeaders(303, -1);
        http.close();
    }

    void html(int status, String page) throws IOException {
        http.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        answer(status, "text/html; charset=utf-8", page);
    }

    void json(int status, String json) throws IOException {
        if (status == 401) {
            http.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        answer(status, "application/json", json);
    }

    private void answer(int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.getResponseHeaders().set("Cache-Control", "no-store");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
        http.close();
    }
}
