package dev.tenantry.support.keycloak;

import dev.tenantry.support.http.Http;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The series that the {@code /metrics} of a server returned at one moment. */
public record Meters(List<String> lines) {

    public static Meters of(Server server) {
        return new Meters(Http.at(server.managementUrl())
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    /** The lines of our own meters. */
    public List<String> ours() {
        return lines.stream().filter(line -> line.startsWith("tenantry_")).toList();
    }

    /**
     * The value of the one series of that name that has all these labels.
     *
     * @param labels such as {@code operation="drop"}
     */
    public double value(String series, String... labels) {
        List<String> found = find(series, labels);
        if (found.size() != 1) {
            throw new IllegalStateException("Expected one " + series + " " + List.of(labels) + ", found " + found);
        }
        return value(found.get(0));
    }

    /** The sum of all series of that name that have these labels. */
    public double sum(String series, String... labels) {
        return find(series, labels).stream().mapToDouble(Meters::value).sum();
    }

    private List<String> find(String series, String... labels) {
        Pattern name = Pattern.compile(Pattern.quote(series) + "[{ ].*");
        return lines.stream()
                .filter(line -> name.matcher(line).matches())
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .toList();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
