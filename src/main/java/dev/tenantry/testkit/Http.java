package dev.tenantry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends requests to one address. If the answer's status is an error, returns the answer and throws no exception. Does
 * not follow redirects.
 */
record Http(String address, Map<String, String> headers) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    static Http to(String address) {
        return new Http(address, Map.of("Accept", "application/json"));
    }

    Http bearer(String token) {
        return new Http(address, Map.of("Accept", "application/json", "Authorization", "Bearer " + token));
    }

    /**
     * Returns a client that accepts HTML and sends the given cookies. The new client has the same address as this
     * client. An empty string means no cookies.
     */
    Http cookies(String cookies) {
        return new Http(address, cookies.isEmpty()
                ? Map.of("Accept", "text/html")
                : Map.of("Accept", "text/html", "Cookie", cookies));
    }

    Answer get() {
        return send("GET", "", BodyPublishers.noBody());
    }

    Answer post(Map<String, String> form) {
        return send("POST", "application/x-www-form-urlencoded", BodyPublishers.ofString(query(form)));
    }

    Answer post(String json) {
        return send("POST", "application/json", BodyPublishers.ofString(json));
    }

    Answer delete() {
        return send("DELETE", "", BodyPublishers.noBody());
    }

    Answer put(String json) {
        return send("PUT", "application/json", BodyPublishers.ofString(json));
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Answer send(String method, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(TIMEOUT).method(method, body);
        headers.forEach(request::setHeader);
        if (!type.isEmpty()) {
            request.setHeader("Content-Type", type);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + address, e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return address;
    }
}
