package dev.tenantry.support.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.support.http.Answer;
import dev.tenantry.support.http.Http;
import dev.tenantry.support.keycloak.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A Prometheus with the configuration and the alert rules of {@code examples/monitoring}. It scrapes one server each
 * second and sends no alerts. It ends with the JVM at the latest.
 *
 * <p>The system property {@code tenantry.prometheus} names another binary than the installed one.
 */
public final class Prometheus implements AutoCloseable {

    /** The folder that operators copy. */
    public static final Path EXAMPLE = Path.of("examples", "monitoring");

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path folder;
    private final int port = FreePort.any();
    private final Process process;
    private final Http api = Http.at("http://127.0.0.1:" + port + "/api/v1");

    private Prometheus(String target) {
        try {
            folder = Files.createTempDirectory("tenantry-prometheus-");
            Files.copy(EXAMPLE.resolve("rules.yml"), folder.resolve("rules.yml"));
            YAML.writeValue(folder.resolve("prometheus.yml").toFile(), configuration(target));
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OnExit.close(this);
        Eventually.holds("Prometheus is ready", this::isReady);
    }

    public static Prometheus scraping(Server keycloak) {
        return new Prometheus(keycloak.managementUrl().replace("http://", ""));
    }

    private static JsonNode configuration(String target) throws IOException {
        ObjectNode root = (ObjectNode) YAML.readTree(EXAMPLE.resolve("prometheus.yml").toFile());
        root.remove("alerting");
        root.withObject("/global").put("scrape_interval", "1s").put("scrape_timeout", "1s")
                .put("evaluation_interval", "1s");
        ArrayNode targets = (ArrayNode) root.at("/scrape_configs/0/static_configs/0/targets");
        targets.removeAll().add(target);
        return root;
    }

    private Process launch() throws IOException {
        List<String> command = List.of(System.getProperty("tenantry.prometheus", "prometheus"),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException absent) {
            throw new IllegalStateException(
                    "This test needs Prometheus (on Debian: apt-get install prometheus)", absent);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus has ended:\n" + log());
        }
        try {
            return Http.at("http://127.0.0.1:" + port).get("/-/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /**
     * The series that a query gives now, each with its labels and its value.
     *
     * @throws IllegalStateException if Prometheus refuses the query
     */
    public List<JsonNode> query(String promQl) {
        Answer answer = api.postForm("/query", Map.of("query", promQl));
        if (answer.status() != 200) {
            throw new IllegalStateException(promQl + ": " + answer);
        }
        return list(answer.json().at("/data/result"));
    }

    /** The values that a label has in the series that match the selector. */
    public List<String> labelValues(String label, String selector) {
        String path = "/label/" + label + "/values?" + Http.form(Map.of("match[]", selector));
        return list(api.get(path).requiring(200).json().at("/data")).stream().map(JsonNode::asText).toList();
    }

    /** All rules of all groups, as they were evaluated last. */
    public List<JsonNode> rules() {
        return list(api.get("/rules").requiring(200).json().at("/data/groups")).stream()
                .flatMap(group -> list(group.get("rules")).stream())
                .toList();
    }

    /** Waits until two more scrapes have succeeded, and the rules were evaluated after them. */
    public void awaitTwoScrapes() {
        int before = scrapes();
        Eventually.holds("two more successful scrapes", () -> scrapes() >= before + 2);
        double now = timeOfEvaluation();
        Eventually.holds("an evaluation of the rules", () -> timeOfEvaluation() > now);
    }

    /** The number of successful scrapes. A failed scrape counts as zero. */
    private int scrapes() {
        return query("sum_over_time(up{job=\"keycloak\"}[1h])").stream()
                .mapToInt(series -> series.at("/value/1").asInt()).sum();
    }

    /** The evaluation time of the rule that was evaluated the longest time ago, in milliseconds. */
    private double timeOfEvaluation() {
        return rules().stream()
                .mapToDouble(rule -> Instant.parse(rule.get("lastEvaluation").asText()).toEpochMilli())
                .min().orElse(0);
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Ends Prometheus and deletes its data. Can be called again, as at the end of the JVM. */
    @Override
    public void close() {
        process.destroyForcibly(); // not a clean end, since the data is deleted
        try {
            process.waitFor();
            deleteFolder();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteFolder() {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
