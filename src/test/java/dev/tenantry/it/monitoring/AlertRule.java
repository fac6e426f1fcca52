package dev.tenantry.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.support.process.Prometheus;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One alert rule of the example. */
record AlertRule(String name, String expression, JsonNode labels, JsonNode annotations) {

    static List<AlertRule> all() throws IOException {
        JsonNode file = new YAMLMapper().readTree(Prometheus.EXAMPLE.resolve("rules.yml").toFile());
        return stream(file.get("groups"))
                .flatMap(group -> stream(group.get("rules")))
                .map(rule -> new AlertRule(rule.get("alert").asText(), rule.get("expr").asText(), rule.get("labels"),
                        rule.get("annotations")))
                .toList();
    }

    /** An annotation, empty if the rule has none of this name. */
    String annotation(String name) {
        return annotations.path(name).asText();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
