package dev.tenantry.it.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Variants of a valid JSON body: malformed, or with one value replaced. */
final class Mutants {

    /** Escapes all non-ASCII characters: a lone surrogate can only be written as an escape. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Map<String, String> OTHER_TYPES = new TreeMap<>(Map.of(
            "null", "null", "true", "true", "a number", "1", "a huge number", "1e400", "more than long",
            "99999999999999999999", "a fraction", "-0.5", "a list", "[]", "a list of null", "[null]",
            "an object", "{}"));

    private final JsonNode valid;

    private Mutants(JsonNode valid) {
        this.valid = valid;
    }

    static Mutants of(Object valid) {
        return new Mutants(JSON.valueToTree(valid));
    }

    static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON", e);
        }
    }

    /** Bodies with malformed, unexpected or unusually long JSON. */
    Map<String, byte[]> malformed() {
        String text = new String(bytes(valid), StandardCharsets.UTF_8);
        Map<String, String> texts = new TreeMap<>();
        for (String whole : List.of("", " ", "null", "[]", "{}", "\"x\"", "1", "true", "{", "[", "}", "nonsense", "{]",
                "{'a':1}", "/**/{}", "{\"a\":NaN}", "{\"\":1}", "{\"a\":1e999999999}", "<a/>")) {
            texts.put("body " + whole, whole);
        }
        texts.put("truncated", text.substring(0, text.length() / 2));
        texts.put("truncated at its end", text.substring(0, text.length() - 1));
        texts.put("twice", text + text);
        texts.put("with an unknown field", text.replaceFirst("\\{", "{\"no such field\":1,"));
        texts.put("with a field twice", text.replaceFirst("\\{(\"[^\"]*\":)", "{$1null,$1"));
        texts.put("with ten thousand fields", text.replaceFirst("\\{", "{" + IntStream.range(0, 10_000)
                .mapToObj(i -> "\"f" + i + "\":1,").reduce("", String::concat)));
        texts.put("a million blanks", " ".repeat(1_000_000) + text);
        texts.put("nested lists", "[".repeat(100_000));
        texts.put("nested objects", "{\"a\":".repeat(100_000));
        texts.put("nested as a value", text.replaceFirst(":", ":" + "[".repeat(900) + "]".repeat(900) + ",\"x\":"));
        texts.put("a number of ten thousand digits", "{\"name\":" + "1".repeat(10_000) + "}");
        texts.put("half an escape", "{\"name\":\"\\u00");
        texts.put("a wrong escape", "{\"name\":\"\\x41\"}");
        texts.put("a byte order mark", "\uFEFF" + text);
        texts.put("a raw NUL", text.replaceFirst(":", ":\0"));
        Map<String, byte[]> all = new TreeMap<>();
        texts.forEach((name, mutant) -> all.put(name, mutant.getBytes(StandardCharsets.UTF_8)));
        all.put("UTF-16", text.getBytes(StandardCharsets.UTF_16));
        all.put("bytes that are no text", "{\"a\":\"\u00C0\u00FF\"}".getBytes(StandardCharsets.ISO_8859_1));
        return all;
    }

    /** Replaces each value by one value of each type. Each body has one replaced value. */
    Map<String, byte[]> retyped() {
        Map<String, byte[]> all = new TreeMap<>();
        for (List<String> path : paths(valid)) {
            String where = String.join(".", path);
            OTHER_TYPES.forEach((name, value) -> all.put(where + ": " + name, bytes(with(path, old -> parsed(value)))));
        }
        return all;
    }

    /** Replaces each text by each of the given texts. Each body has one replaced text. */
    Map<String, byte[]> replaced(List<Nonsense> texts) {
        Map<String, byte[]> all = new TreeMap<>();
        for (List<String> path : paths(valid)) {
            String where = String.join(".", path);
            if (at(path).isTextual()) {
                texts.forEach(nonsense -> all.put(where + ": " + nonsense.name(),
                        bytes(with(path, old -> JSON.getNodeFactory().textNode(nonsense.text())))));
            }
        }
        return all;
    }

    /** Users with too many attributes, too long texts, or nonsense as the name of an attribute. */
    static Map<String, byte[]> huge(Map<?, ?> user) {
        String million = "x".repeat(1_000_000);
        Map<String, List<String>> many = new TreeMap<>();
        IntStream.range(0, 10_000).forEach(i -> many.put("a" + i, List.of("v")));
        List<String> values = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
        Map<String, Object> attributes = new TreeMap<>(Map.of(
                "ten thousand attributes", many,
                "ten thousand values", Map.of("a", values),
                "a value of a million characters", Map.of("a", List.of(million)),
                "a name of a million characters", Map.of(million, List.of("v"))));
        for (Nonsense nonsense : Nonsense.TEXTS) {
            attributes.put("a name: " + nonsense.name(), Map.of(nonsense.text(), List.of("v")));
        }
        Map<String, byte[]> all = new TreeMap<>();
        attributes.forEach((name, value) -> {
            Map<Object, Object> mutant = new HashMap<>(user);
            mutant.put("attributes", value);
            all.put(name, bytes(mutant));
        });
        for (String field : List.of("username", "email", "firstName")) {
            Map<Object, Object> mutant = new HashMap<>(user);
            mutant.put(field, million);
            all.put(field + " of a million characters", bytes(mutant));
        }
        return all;
    }

    private JsonNode with(List<String> path, UnaryOperator<JsonNode> change) {
        JsonNode copy = valid.deepCopy();
        JsonNode parent = copy;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = child(parent, step);
        }
        String last = path.get(path.size() - 1);
        JsonNode changed = change.apply(child(parent, last));
        if (parent instanceof ObjectNode object) {
            object.set(last, changed);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), changed);
        }
        return copy;
    }

    private JsonNode at(List<String> path) {
        JsonNode node = valid;
        for (String step : path) {
            node = child(node, step);
        }
        return node;
    }

    private static JsonNode child(JsonNode parent, String step) {
        return parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
    }

    private static List<List<String>> paths(JsonNode node) {
        List<List<String>> paths = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        node.fieldNames().forEachRemaining(steps::add);
        if (node.isArray()) {
            IntStream.range(0, node.size()).forEach(i -> steps.add(String.valueOf(i)));
        }
        for (String step : steps) {
            paths.add(List.of(step));
            for (List<String> deeper : paths(child(node, step))) {
                List<String> path = new ArrayList<>(List.of(step));
                path.addAll(deeper);
                paths.add(path);
            }
        }
        return paths;
    }

    private static JsonNode parsed(String json) {
        try {
            // Read as a BigDecimal: a double would turn 1e400 into "Infinity".
            return JSON.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
