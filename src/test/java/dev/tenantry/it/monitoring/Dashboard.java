package dev.tenantry.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.process.Prometheus;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboard for Grafana. */
record Dashboard(JsonNode root) {

    /** One query of a panel, as Grafana sends it when all servers are selected. */
    record Query(String panel, String promQl) {
    }

    static Dashboard read() throws IOException {
        return new Dashboard(Http.JSON.readTree(Prometheus.EXAMPLE.resolve("grafana-dashboard.json").toFile()));
    }

    /** All panels, including the panels of collapsed rows. */
    List<JsonNode> panels() {
        return stream(root.get("panels"))
                .flatMap(panel -> panel.get("type").asText().equals("row")
                        ? stream(panel.get("panels")) : Stream.of(panel))
                .toList();
    }

    List<Query> queries() {
        return panels().stream()
                .flatMap(panel -> stream(panel.get("targets"))
                        .map(target -> new Query(panel.get("title").asText(), resolved(target.get("expr").asText()))))
                .toList();
    }

    List<JsonNode> variables() {
        return stream(root.at("/templating/list")).toList();
    }

    /** The variable's query as two parameters for Prometheus' API: the label and the selector. */
    List<String> labelAndSelector(JsonNode variable) {
        String call = resolved(variable.at("/query/query").asText());
        String arguments = call.substring("label_values(".length(), call.length() - 1);
        int comma = arguments.lastIndexOf(',');
        return List.of(arguments.substring(comma + 1).strip(), arguments.substring(0, comma));
    }

    /** The data sources that panels, targets and variables name. */
    List<String> dataSources() {
        return root.findValues("datasource").stream().map(source -> source.get("uid").asText()).distinct().toList();
    }

    private static String resolved(String promQl) {
        return promQl.replace("$job", "keycloak").replace("$instance", ".*").replace("$__rate_interval", "1m");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
