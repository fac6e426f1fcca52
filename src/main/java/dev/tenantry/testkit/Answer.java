package dev.tenantry.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** An HTTP answer. {@link #toString} omits the body, because bodies contain tokens. */
record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Answer requiring(int expected) {
        if (status != expected) {
            throw new IllegalStateException(status + " " + json().path("error_description").asText(""));
        }
        return this;
    }

    /** Returns the body as JSON. Returns Jackson's missing node if the body is not JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException page) {
            return JSON.missingNode();
        }
    }

    String text(String field) {
        return json().path(field).asText();
    }

    /** Returns the value of the header Location; an empty string if the answer has no such header. */
    String location() {
        return headers.firstValue("Location").orElse("");
    }

    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
