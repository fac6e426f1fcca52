package dev.tenantry.cli;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Gets the caller's access token, and renews the token before it expires. Not thread-safe. */
final class Tokens {

    private static final Duration MARGIN = Duration.ofSeconds(15);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Http http;
    private final URI endpoint;
    private final Credentials credentials;
    private final InstantSource clock;
    private String token;
    private String refreshToken;
    private Instant renewAt;

    /** @param endpoint the realm's token endpoint */
    Tokens(Http http, URI endpoint, Credentials credentials, InstantSource clock) {
        this.http = http;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.clock = clock;
        this.token = credentials.token();
        this.renewAt = Instant.MAX;
    }

    /**
     * Returns a valid access token.
     *
     * @throws FailedException if the server refuses the credentials
     * @throws NoAnswerException if the server does not answer, or is unavailable
     */
    String current() {
        if (token == null || !clock.instant().isBefore(renewAt)) {
            keep(renewed());
        }
        return token;
    }

    private Answer renewed() {
        if (refreshToken != null) {
            Answer refreshed = ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
            if (refreshed.isSuccess()) {
                return refreshed;
            }
            // The refresh token's session has ended. The code below signs in again.
        }
        Answer granted = ask(credentials.grant());
        if (!granted.isSuccess()) {
            String message = "Cannot sign in: " + reason(granted);
            throw granted.isUnavailable() ? new NoAnswerException(message) : new FailedException(message);
        }
        return granted;
    }

    /** Describes a refused login. {@link ApiError} can't be used: it explains status 401 as an invalid access token. */
    private static String reason(Answer refused) {
        String description = refused.body().startsWith("{") ? refused.json().text("error_description") : "";
        return description.isEmpty() ? "HTTP " + refused.status() : description;
    }

    private Answer ask(Map<String, String> grant) {
        Map<String, String> form = new HashMap<>(grant);
        form.putAll(credentials.client());
        return http.send(HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Form.of(form)))
                .build());
    }

    private void keep(Answer granted) {
        Json json = granted.json();
        token = json.text("access_token");
        refreshToken = json.has("refresh_token") ? json.text("refresh_token") : null;
        renewAt = clock.instant().plusSeconds(json.number("expires_in")).minus(MARGIN);
    }
}
