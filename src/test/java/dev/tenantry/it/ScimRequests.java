package dev.tenantry.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes the filters of SCIM requests, and checks SCIM's error messages (RFC 7644, 3.12). */
final class ScimRequests {

    private ScimRequests() {}

    static String filter(String filter) {
        return "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    static void assertError(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonNode error = answer.json();
        assertThat(error.get("schemas").toString()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(error.get("status").asText()).isEqualTo(String.valueOf(status));
        assertThat(answer.body()).doesNotContain("Exception");
    }
}
