package dev.tenantry.it.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Requests to one of Tenantry's endpoints, with nonsense in each place that the endpoint reads. */
final class OurShots {

    /** Part of the label of a request with a media type that the endpoint does not read. */
    static final String OTHER_TYPE = "type ";

    private static final List<String> OTHER_TYPES = List.of("text/plain", "application/xml",
            "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16",
            "application/zip", "nonsense", "*/*", "a/b; c");

    private static final Set<String> NUMBERS = Set.of("first", "max", "retentionDays", "errorBudget");

    private final Endpoint endpoint;
    private final Map<String, String> sane;
    private final Object body;
    private final List<Nonsense> inBody;
    private final List<Shot> shots = new ArrayList<>();

    /**
     * @param sane a value for each parameter of the path
     * @param body a body that the endpoint accepts or nearly accepts; null if the endpoint reads no JSON
     * @param inBody the texts that replace texts of the body
     */
    OurShots(Endpoint endpoint, Map<String, String> sane, Object body, List<Nonsense> inBody) {
        this.endpoint = endpoint;
        this.sane = sane;
        this.body = body;
        this.inBody = inBody;
    }

    List<Shot> all() {
        // All endpoints look up the tenant with the same code, so that only the shortest paths get the full list.
        List<Nonsense> segments =
                endpoint.path().matches("(/[a-z]+)?/\\{\\w+}") ? Nonsense.SEGMENTS : Nonsense.SHARP_SEGMENTS;
        endpoint.inPath().forEach(name -> segments.forEach(segment ->
                shoot(name + " is " + segment.name(), path(Map.of(name, segment.text())), Map.of(), saneBody())));
        endpoint.inQuery().forEach(this::inQuery);
        endpoint.headers().forEach(name -> Stream.concat(Nonsense.TEXTS.stream(), Nonsense.NUMBERS.stream())
                .filter(nonsense -> nonsense.text().matches("[\\x20-\\x7e]*"))
                .forEach(nonsense -> shoot(name + " is " + nonsense.name(),
                        path(Map.of()), Map.of(name, nonsense.text()), saneBody())));
        if (body != null) {
            inBody();
        }
        return shots;
    }

    private void inQuery(String name) {
        List<Nonsense> texts = NUMBERS.contains(name) ? Nonsense.SHARP : Nonsense.TEXTS;
        Stream.concat(texts.stream(), Nonsense.NUMBERS.stream())
                .filter(nonsense -> nonsense.text().length() < 3_000)
                .forEach(nonsense -> query(name, nonsense.name(), nonsense.encoded()));
        List.of("%00", "%ED%A0%80", "%FF", "%C0%AF").forEach(raw -> query(name, raw, raw));
        query(name, "given twice", "1&" + name + "=2");
        shoot(name + " without a value", path(Map.of()) + "?" + name, Map.of(), saneBody());
    }

    private void query(String name, String what, String encoded) {
        shoot(name + " is " + what, path(Map.of()) + "?" + name + "=" + encoded, Map.of(), saneBody());
    }

    private void inBody() {
        Mutants mutants = Mutants.of(body);
        mutants.malformed().forEach((name, bytes) -> shoot("body: " + name, path(Map.of()), Map.of(), bytes));
        // The name is taken: otherwise each readable body would provision a tenant, which is slow.
        Mutants.of(OurBodies.taken(body, sane.get("name"))).retyped().forEach((name, bytes) ->
                shoot("body: " + name, path(Map.of()), Map.of(), bytes));
        mutants.replaced(inBody).forEach((name, bytes) -> shoot("body: " + name, path(Map.of()), Map.of(), bytes));
        OTHER_TYPES.forEach(type -> shoot(
                OTHER_TYPE + type, path(Map.of()), Map.of("Content-Type", type), Mutants.bytes(List.of("x"))));
    }

    /** An empty object, which provisions no tenant. These requests test other inputs than the body. */
    private byte[] saneBody() {
        return body == null ? null : "{}".getBytes(StandardCharsets.UTF_8);
    }

    private String path(Map<String, String> other) {
        Map<String, String> values = new HashMap<>(sane);
        values.putAll(other);
        String path = endpoint.path();
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        return path;
    }

    private void shoot(String what, String path, Map<String, String> headers, byte[] bytes) {
        Map<String, String> all = new HashMap<>(headers);
        if (endpoint.consumes() != null) {
            all.putIfAbsent("Content-Type", endpoint.consumes());
        }
        shots.add(new Shot(endpoint + ", " + what, endpoint.method(), path, all, bytes));
    }
}
