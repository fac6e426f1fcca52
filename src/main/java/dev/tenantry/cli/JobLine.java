package dev.tenantry.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Formats the status of a job as one line:
 * {@code RUNNING: total 1000, migrated 412, failed 2, 31.2/s, 19 s left}.
 */
final class JobLine {

    /** The fields of a job's status that are numbers but do not show the job's progress. */
    private static final Set<String> NO_PROGRESS = Set.of("version", "errorBudget", "attempt");

    private JobLine() {}

    static String of(Json job) {
        String step = job.text("step").isEmpty() ? "" : " " + job.text("step");
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Json> field : job.fields().entrySet()) {
            if (field.getValue().value() instanceof Number number && !NO_PROGRESS.contains(field.getKey())) {
                parts.add(part(field.getKey(), number));
            }
        }
        return job.text("state") + step + ": " + String.join(", ", parts);
    }

    private static String part(String name, Number number) {
        return switch (name) {
            case "rate" -> String.format(Locale.ROOT, "%.1f/s", number.doubleValue());
            case "secondsLeft" -> number + " s left";
            default -> name + " " + number;
        };
    }
}
