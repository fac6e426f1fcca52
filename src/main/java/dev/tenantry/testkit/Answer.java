package dev.tenantry.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** What the server answered. Says nothing of the body, where tokens are. */
record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Answer requiring(int expected) {
        if (status != expected) {
            throw new IllegalStateException(status + " " + json().path("error_description").asText(""));
        }
        return this;
    }

    /** Something that is missing where the body is no JSON. */
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

    /** Empty where there is none. */
    String location() {
        return headers.firstValue("Location").orElse("");
    }

    @Override
    public String toString() {
        return Integer.toString(status);
    }
}
