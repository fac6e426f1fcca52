package dev.tenantry.cli;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with one tenant and what to do next, for an operator at night. */
final class Doctor {

    private Doctor() {}

    /** @return exit code 1 if anything is wrong */
    static int run(Shell shell, Arguments arguments) {
        Answer answer = shell.api().get(Verbs.path(arguments) + "/health");
        if (shell.json()) {
            shell.show(answer);
        } else {
            print(shell.terminal(), answer.json());
        }
        return Boolean.TRUE.equals(answer.json().get("healthy").value()) ? Tenantry.OK : Tenantry.FAILED;
    }

    private static void print(Terminal terminal, Json health) {
        List<Json> findings = health.get("findings").items();
        terminal.println("Tenant:   " + health.text("tenant") + ", " + health.text("state"));
        terminal.println("Schema:   " + health.text("schema") + " in database " + health.text("database"));
        terminal.println("Version:  " + health.text("schemaVersion") + " of " + health.text("newestVersion"));
        terminal.println("Drift:    " + drift(findings));
        section(terminal, "Findings: ", findings.isEmpty() ? "none" : findings(health.get("findings")));
        section(terminal, "Errors:   ", errors(health));
        section(terminal, "Next:     ", next(health.get("next").items()));
    }

    /** What can't be told is not called none. */
    private static String drift(List<Json> findings) {
        if (findings.stream().anyMatch(Doctor::isDrift)) {
            return "yes";
        }
        boolean isUnknown = findings.stream().map(finding -> finding.text("kind"))
                .anyMatch(List.of("DATABASE_UNREACHABLE", "SCHEMA_UNREACHABLE", "SCHEMA_MISSING", "ROLE_DIFFERS",
                        "UNFINISHED")::contains);
        return isUnknown ? "unknown" : "none";
    }

    private static boolean isDrift(Json finding) {
        return finding.text("kind").equals("SCHEMA_DRIFTED");
    }

    private static void section(Terminal terminal, String title, String text) {
        List<String> lines = text.lines().toList();
        terminal.println(title + lines.get(0));
        lines.stream().skip(1).forEach(line -> terminal.println(" ".repeat(title.length()) + line));
    }

    private static String errors(Json health) {
        List<Json> errors = health.get("errors").items();
        String server = health.text("server");
        return errors.isEmpty() ? "none remembered by " + server : errors.stream()
                .map(error -> error.text("at") + " " + error.text("operation") + ": " + error.text("error")
                        + (error.number("count") > 1 ? " (" + error.number("count") + " times)" : ""))
                .collect(Collectors.joining("\n", "remembered by " + server + "\n", ""));
    }

    private static String next(List<Json> next) {
        return next.isEmpty() ? "nothing" : next.stream().map(Json::toString).collect(Collectors.joining("\n"));
    }

    /** A few lines for each. */
    static String findings(Json findings) {
        return findings.items().stream()
                .map(finding -> String.join("  ", finding.text("kind"), finding.text("subject"), finding.text("database"))
                        .stripTrailing()
                        + "\n  " + finding.text("detail")
                        + "\n  Fix:  " + finding.text("fix")
                        + "\n  Next: " + finding.text("next"))
                .collect(Collectors.joining("\n"));
    }
}
