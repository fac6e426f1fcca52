package dev.tenantry.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends HTTP requests, without interpreting their content. */
final class Http {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    // Uses HTTP/1.1: with this version, the client can distinguish an interrupted answer from a complete answer.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    /** @throws NoAnswerException if the server has not answered */
    Answer send(HttpRequest request) {
        return Answer.of(send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** @throws NoAnswerException if the server has not answered */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        String server = request.uri().getScheme() + "://" + request.uri().getAuthority();
        try {
            return client.send(request, body);
        } catch (HttpTimeoutException late) {
            throw new NoAnswerException(server + " has not answered in time", late);
        } catch (ConnectException unreachable) {
            throw new NoAnswerException(server + " can't be reached", unreachable);
        } catch (IOException broken) {
            throw new NoAnswerException("The connection to " + server + " has failed: " + broken.getMessage(), broken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("Interrupted", e);
        }
    }
}
