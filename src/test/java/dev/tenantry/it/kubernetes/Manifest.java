package dev.tenantry.it.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One document of a YAML file. */
record Manifest(Path file, JsonNode root) {

    static final Path EXAMPLES = Path.of("examples", "kubernetes");

    private static final YAMLMapper YAML = new YAMLMapper();

    /** All documents of all files in a folder and the folders below, in the order of the files' names. */
    static List<Manifest> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted()
                    .flatMap(file -> documents(file).stream())
                    .toList();
        }
    }

    private static List<Manifest> documents(Path file) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll().stream().map(root -> new Manifest(file, root)).toList();
        } catch (IOException e) {
            throw new IllegalStateException(file + " is not YAML", e);
        }
    }

    String kind() {
        return root.path("kind").asText();
    }

    /** Such as {@code apps/v1/Deployment}. */
    String type() {
        return root.path("apiVersion").asText() + "/" + kind();
    }

    String name() {
        return root.at("/metadata/name").asText();
    }

    /** Templates of pods, with their labels. */
    List<JsonNode> podTemplates() {
        return switch (kind()) {
            case "Deployment", "StatefulSet", "Job" -> List.of(root.at("/spec/template"));
            case "CronJob" -> List.of(root.at("/spec/jobTemplate/spec/template"));
            default -> List.of();
        };
    }

    List<JsonNode> containers() {
        return podTemplates().stream().flatMap(template -> stream(template.at("/spec/containers"))).toList();
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }

    @Override
    public String toString() {
        return file + ": " + kind() + " " + name();
    }
}
