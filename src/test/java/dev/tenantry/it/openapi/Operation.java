package dev.tenantry.it.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One operation of {@code openapi.yaml}. The methods follow references to other parts of the file. */
public record Operation(ApiFile file, String method, String path, JsonNode around, JsonNode node) {

    static final String ADMIN = "/admin/realms/master/tenants";

    public boolean isOfAdmin() {
        return path.startsWith(ADMIN);
    }

    /** The names of the operation's parameters in a place, such as {@code query}. */
    SortedSet<String> parameters(String in) {
        SortedSet<String> names = new TreeSet<>();
        Stream.of(around, node)
                .flatMap(holder -> StreamSupport.stream(holder.path("parameters").spliterator(), false))
                .map(file::resolved)
                .filter(parameter -> parameter.get("in").asText().equals(in))
                .forEach(parameter -> names.add(parameter.get("name").asText()));
        return names;
    }

    public SortedSet<String> bodyTypes() {
        return names(node.at("/requestBody/content"));
    }

    /** The statuses that an answer may have. */
    SortedSet<String> statuses() {
        return names(node.get("responses"));
    }

    /** The status of success, such as 200. */
    String success() {
        return statuses().stream().filter(status -> status.startsWith("2")).findFirst().orElseThrow();
    }

    JsonNode answer(String status) {
        return file.resolved(node.get("responses").path(status));
    }

    SortedSet<String> answerTypes(String status) {
        return names(answer(status).path("content"));
    }

    /** The schema of a JSON answer with this status. */
    JsonNode schema(String status) {
        return answer(status).path("content").path("application/json").path("schema");
    }

    /** The role that the operation requires; empty if the operation requires no role. */
    public String role() {
        return node.at("/security/0/token/0").asText();
    }

    private static SortedSet<String> names(JsonNode members) {
        SortedSet<String> names = new TreeSet<>();
        members.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
