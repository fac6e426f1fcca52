package dev.tenantry.it.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.support.actors.AdminApi;
import dev.tenantry.support.actors.TestTenants;
import dev.tenantry.support.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;

/** Calls the API and compares answers, and JSON bodies that the API must accept, with {@code openapi.yaml}. */
final class DescribedApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiFile file;
    private final Schemas schemas;
    private final AdminApi caller;

    DescribedApi(ApiFile file, AdminApi caller) {
        this.file = file;
        this.schemas = new Schemas(file);
        this.caller = caller;
    }

    Answer get(int status, String path) {
        return send(status, "GET", path, null, null);
    }

    Answer post(int status, String path) {
        return send(status, "POST", path, null, null);
    }

    /** Sends a request with a JSON body. */
    Answer send(int status, String method, String path, Object json) {
        try {
            if (status < 300) {
                JsonNode schema = operation(method, path).node()
                        .at("/requestBody/content").path("application/json").path("schema");
                assertThat(schemas.problems(schema, JSON.valueToTree(json))).as(method + " " + path).isEmpty();
            }
            return send(status, method, path, "application/json", JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Answer send(int status, String method, String path, String type, byte[] body) {
        Operation operation = operation(method, path);
        Answer answer = caller.raw(method, TestTenants.PATH + path, type == null ? Map.of() : Map.of(
                "Content-Type", type), body);
        assertThat(answer.status()).as(operation + ": " + answer).isEqualTo(status);
        requireDescribed(operation, answer);
        return answer;
    }

    Answer sendLines(int status, String path, String lines) {
        return send(status, "POST", path, "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
    }

    private void requireDescribed(Operation operation, Answer answer) {
        String status = String.valueOf(answer.status());
        assertThat(operation.statuses()).as(operation + ": " + answer).contains(status);
        String type = answer.header("Content-Type");
        if (type == null) {
            assertThat(operation.answerTypes(status)).as(operation + " " + status).isEmpty();
            return;
        }
        assertThat(operation.answerTypes(status)).as(operation + " " + status).contains(type.split(";")[0]);
        if (type.startsWith("application/json")) {
            assertThat(schemas.problems(operation.schema(status), answer.json())).as(operation + ": " + answer)
                    .isEmpty();
        }
        operation.answer(status).path("headers").fieldNames().forEachRemaining(
                header -> assertThat(answer.header(header)).as(operation + " " + header).isNotNull());
    }

    /** The operation that matches the path. As in JAX-RS, the operation with the fewest parameters has priority. */
    private Operation operation(String method, String path) {
        String plain = Operation.ADMIN + path.replaceFirst("\\?.*", "");
        return file.operations().stream()
                .filter(one -> one.method().equals(method))
                .filter(one -> plain.matches(one.path().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparingInt(one -> one.parameters("path").size()))
                .orElseThrow(() -> new IllegalStateException("Not in the file: " + method + " " + path));
    }
}
