package dev.tenantry.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * HTTP requests below one address. Follows no redirect, and treats no status as an error. A request fails after two
 * minutes, or after two hours if it posts a file, with an {@link UncheckedIOException}. Immutable and safe for use by
 * several threads.
 */
public final class Http {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration HOURS = Duration.ofHours(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    private final String address;
    private final Map<String, String> headers;

    private Http(String address, Map<String, String> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** Requests whose paths are appended to this address. */
    public static Http at(String address) {
        return new Http(address, Map.of("Accept", "application/json, */*;q=0.8"));
    }

    /** Returns these requests with one more header. */
    public Http header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Http(address, more);
    }

    /** Returns these requests with a bearer token. */
    public Http bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object json) {
        return json().send("POST", path, write(json));
    }

    /** Posts a body unchanged, with the content type of JSON. */
    public Answer postRaw(String path, String body) {
        return json().send("POST", path, body);
    }

    /** Posts bytes with a content type. */
    public Answer postBytes(String path, String type, byte[] body) {
        var answer = send("POST", path, BodyPublishers.ofByteArray(body), BodyHandlers.ofString(),
                Map.of("Content-Type", type));
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    /** Posts the content of a file. The answer may take two hours. */
    public Answer postFile(String path, String type, Path file) {
        try {
            var answer = send("POST", path, BodyPublishers.ofFile(file), BodyHandlers.ofString(),
                    Map.of("Content-Type", type), HOURS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (FileNotFoundException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Sends any request. Adds no content type to the headers. A null body sends no body. */
    public Answer raw(String method, String path, byte[] body) {
        var answer = send(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
                BodyHandlers.ofString(), Map.of());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    /** Returns an answer with its body as bytes. Fails if the status is not 200. */
    public HttpResponse<byte[]> getBytes(String path) {
        var answer = send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofByteArray(), Map.of("Accept", "*/*"));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    public Answer postForm(String path, Map<String, String> fields) {
        return header("Content-Type", "application/x-www-form-urlencoded").send("POST", path, form(fields));
    }

    public Answer put(String path, Object json) {
        return json().send("PUT", path, write(json));
    }

    public Answer putText(String path, String text) {
        return header("Content-Type", "text/plain").send("PUT", path, text);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer delete(String path, Object json) {
        return json().send("DELETE", path, write(json));
    }

    /** Sends any request with a body of the given content type. A null body sends no body. */
    public Answer request(String method, String path, String type, String body) {
        return body == null ? send(method, path, null) : header("Content-Type", type).send(method, path, body);
    }

    /** Fields as the query of an address or the body of a form. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Http json() {
        return header("Content-Type", "application/json");
    }

    private Answer send(String method, String path, String body) {
        var answer = send(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                BodyHandlers.ofString(), Map.of());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, BodyHandler<T> reader, Map<String, String> more) {
        return send(method, path, body, reader, more, TIMEOUT);
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, BodyHandler<T> reader, Map<String, String> more,
            Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(timeout)
                .method(method, body);
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        CompletableFuture<HttpResponse<T>> answer = CLIENT.sendAsync(request.build(), reader);
        try {
            // The request's own timeout covers the answer only up to the end of its headers.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            IOException failure = cause instanceof IOException io ? io : new IOException(cause);
            throw new UncheckedIOException(method + " " + address + path, failure);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + method + " " + address + path, e);
        }
    }

    private static String write(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
