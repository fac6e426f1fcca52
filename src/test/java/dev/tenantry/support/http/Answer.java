package dev.tenantry.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What a server answered to one HTTP request. */
public record Answer(int status, HttpHeaders headers, String body) {

    /** The body as JSON. Fails if the body is not JSON, with the status and the body in the message. */
    public JsonNode json() {
        try {
            return Http.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + status + " " + body, e);
        }
    }

    /** Returns this answer. Fails if its status is another one. */
    public Answer requiring(int expected) {
        if (status != expected) {
            throw new IllegalStateException("Not " + expected + ": " + this);
        }
        return this;
    }

    /** The first value of a header; null if the answer has no such header. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The identifier of what the request created: the last segment of the Location header. */
    public String createdId() {
        String location = header("Location");
        if (location == null) {
            throw new IllegalStateException("Nothing was created: " + status + " " + body);
        }
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
