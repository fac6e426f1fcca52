package dev.tenantry.support.actors;

import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Keycloak's admin REST API, used by an administrator of one realm. Paths begin below {@code /admin/realms}, for
 * instance {@code /master/users}. Signs in when first needed and again when the token grows old. Safe for use by
 * several threads.
 */
public final class AdminApi {

    /** Half of the minute for which an access token is good. */
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

    /** Posts what may be posted again under the same key. */
    public Answer post(String path, Object json, String idempotencyKey) {
        return http().header("Idempotency-Key", idempotencyKey).post(path, json);
    }

    /** Posts a body, said to be JSON, just as it is. */
    public Answer postRaw(String path, String body) {
        return http().postRaw(path, body);
    }

    /** Posts bytes of that type. */
    public Answer postBytes(String path, String type, byte[] body) {
        return http().postBytes(path, type, body);
    }

    /** Posts what is in a file, however long that takes. */
    public Answer postFile(String path, String type, Path file) {
        return http().postFile(path, type, file);
    }

    /** Any request, with these headers and a body just as it is, or null. */
    public Answer raw(String method, String path, Map<String, String> headers, byte[] body) {
        Http http = http();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            http = http.header(header.getKey(), header.getValue());
        }
        return http.raw(method, path, body);
    }

    /** The body of an answer just as it is, which must be one of 200. */
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
