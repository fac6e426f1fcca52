package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Keycloak's admin REST API, used by an administrator of one realm. Paths begin below {@code /admin/realms}, for
 * instance {@code /master/users}. Signs in before the first request, and again if the access token is older than 30
 * seconds. Safe for use by several threads.
 */
public final class AdminApi {

    /** Half of the minute for which an access token is valid. */
    private static final Duration RENEW_AFTER = Duration.ofSeconds(30);

    private final Realm realm;
    private final String username;
    private final String password;
    private String token;
    private long issuedAt;

    public AdminApi(String serverUrl, String realm, String username, String password) {
        this.realm = new Realm(serverUrl, realm);
        this.username = username;
        this.password = password;
    }

    public Answer get(String path) {
        return http().get(path);
    }

    public Answer post(String path, Object json) {
        return http().post(path, json);
    }

    /** Posts JSON with an idempotency key. The request may be sent again with the same key. */
    public Answer post(String path, Object json, String idempotencyKey) {
        return http().header("Idempotency-Key", idempotencyKey).post(path, json);
    }

    /** Posts a body unchanged, with the content type of JSON. */
    public Answer postRaw(String path, String body) {
        return http().postRaw(path, body);
    }

    /** Posts bytes with a content type. */
    public Answer postBytes(String path, String type, byte[] body) {
        return http().postBytes(path, type, body);
    }

    /** Posts the content of a file. The answer may take two hours. */
    public Answer postFile(String path, String type, Path file) {
        return http().postFile(path, type, file);
    }

    /** Sends any request with these headers and an unchanged body. The body may be null. */
    public Answer raw(String method, String path, Map<String, String> headers, byte[] body) {
        Http http = http();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            http = http.header(header.getKey(), header.getValue());
        }
        return http.raw(method, path, body);
    }

    /** Returns an answer with its body as bytes. Fails if the status is not 200. */
    public HttpResponse<byte[]> getBytes(String path) {
        return http().getBytes(path);
    }

    public Answer postForm(String path, Map<String, String> fields) {
        return http().postForm(path, fields);
    }

    public Answer put(String path, Object json) {
        return http().put(path, json);
    }

    public Answer putText(String path, String text) {
        return http().putText(path, text);
    }

    public Answer delete(String path) {
        return http().delete(path);
    }

    public Answer delete(String path, Object json) {
        return http().delete(path, json);
    }

    private Http http() {
        return Http.at(realm.serverUrl() + "/admin/realms").bearer(token());
    }

    private synchronized String token() {
        long now = System.nanoTime();
        if (token == null || now - issuedAt > RENEW_AFTER.toNanos()) {
            Answer answer = realm.passwordGrant("admin-cli", username, password);
            if (answer.status() != 200) {
                throw new IllegalStateException(username + " cannot sign in to realm " + realm.name() + ": "
                        + answer.status() + " " + answer.body());
            }
            token = answer.json().get("access_token").asText();
            issuedAt = now;
        }
        return token;
    }
}
