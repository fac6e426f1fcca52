package dev.tenantry.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls the server's REST API for tenants. Paths are relative to {@code /tenants}. Each method that sends a request
 * throws a {@link FailedException} if the answer's status is not 2xx. Not thread-safe.
 */
final class Api {

    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int PAGE = 1000;

    private final Http http;
    private final Tokens tokens;
    private final String base;
    private final Duration timeout;

    /**
     * @param server the server's address
     * @param realm the name of Keycloak's master realm, usually {@code master}
     * @param timeout the maximum time to wait until an answer begins
     */
    Api(Http http, Tokens tokens, String server, String realm, Duration timeout) {
        this.http = http;
        this.tokens = tokens;
        this.base = server + "/admin/realms/" + Form.segment(realm) + "/tenants";
        this.timeout = timeout;
    }

    /** @param query the query parameters; a parameter whose value is null is omitted */
    Answer get(String path, Map<String, ?> query) {
        return send(request(path + query(query)).GET());
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    /**
     * Reads all pages of a list, and returns the entries as one list. If an entry is added between two requests, the
     * last entry of a page moves to the next page. The result contains such an entry only once.
     */
    Answer getAll(String path, Map<String, ?> query) {
        Set<Json> entries = new LinkedHashSet<>();
        Map<String, Object> pages = new LinkedHashMap<>(query);
        List<Json> page;
        int first = 0;
        do {
            pages.put("first", first);
            pages.put("max", PAGE);
            page = get(path, pages).json().items();
            entries.addAll(page);
            first += PAGE;
        } while (page.size() == PAGE);
        return new Answer(OK, Json.write(List.copyOf(entries)));
    }

    Answer post(String path, Map<String, ?> query) {
        return send(request(path + query(query)).POST(BodyPublishers.noBody()));
    }

    Answer postJson(String path, Map<String, ?> body, String... headers) {
        HttpRequest.Builder request = withJson("POST", path, body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer putJson(String path, Map<String, ?> body) {
        return send(withJson("PUT", path, body));
    }

    Answer deleteJson(String path, Map<String, ?> body) {
        return send(withJson("DELETE", path, body));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Uploads a body. Has no time limit, since an upload may take long. */
    Answer upload(String path, Map<String, ?> query, String type, BodyPublisher body) {
        return checked(http.send(builder(path + query(query)).header("Content-Type", type).POST(body).build()));
    }

    /**
     * Returns the body as a stream, which can be read while the server is still sending the body. The caller closes the
     * stream.
     */
    InputStream download(String path, Map<String, ?> query, String type) {
        HttpRequest request = builder(path + query(query)).timeout(timeout).header("Accept", type + ", " + JSON).build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == OK) {
            return response.body();
        }
        throw ApiError.of(new Answer(response.statusCode(), text(response.body())));
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new NoAnswerException("The answer has broken off: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder withJson(String method, String path, Map<String, ?> body) {
        return request(path)
                .header("Content-Type", JSON)
                .method(method, BodyPublishers.ofString(Json.write(body), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return builder(path).timeout(timeout).header("Accept", JSON);
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + tokens.current());
    }

    private static String query(Map<String, ?> query) {
        String form = Form.of(query);
        return form.isEmpty() ? "" : "?" + form;
    }

    private Answer send(HttpRequest.Builder request) {
        return checked(http.send(request.build()));
    }

    private static Answer checked(Answer answer) {
        if (!answer.isSuccess()) {
            throw ApiError.of(answer);
        }
        return answer;
    }
}
