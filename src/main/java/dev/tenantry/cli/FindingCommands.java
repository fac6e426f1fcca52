package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands that show findings and the next steps, and a command that fixes a finding. */
final class FindingCommands {

    private static final List<String> DRIFT_UNKNOWN = List.of(
            "DATABASE_UNREACHABLE", "SCHEMA_UNREACHABLE", "SCHEMA_LOCKED", "SCHEMA_MISSING", "ROLE_DIFFERS", "UNFINISHED");

    private FindingCommands() {}

    @Command(name = "findings",
            description = "Reports faults in the registry, the schemas and the realms, and what to do about each fault."
                    + " With --fix: fixes one finding. Exit code 1 if there are findings, or if a fix only prevents"
                    + " harm.")
    static int findings(
            @Option(names = "--fix", arity = "2", paramLabel = "KIND SUBJECT", hideParamSyntax = true,
                    description = "Fixes the finding of this kind and subject.") String[] finding,
            @Option(names = "--database", paramLabel = "DATABASE",
                    description = "With --fix: the database of a schema. Default: main.") String database,
            @Mixin CommandContext context) {
        if (finding == null) {
            return list(context, context.api().get("/findings"));
        }
        Map<String, String> body = new HashMap<>();
        body.put("kind", finding[0]);
        body.put("subject", finding[1]);
        body.put("database", database);
        return fixed(context, String.join(" of ", finding), context.api().postJson("/findings/fix", body));
    }

    private static int list(CommandContext context, Answer findings) {
        List<Json> items = findings.json().items();
        if (context.json()) {
            context.show(findings);
        } else {
            String text = items.isEmpty() ? "No problems found." : text(items);
            text.lines().forEach(context.terminal()::println);
        }
        return items.isEmpty() ? Tenantry.OK : Tenantry.FAILED;
    }

    private static int fixed(CommandContext context, String finding, Answer answer) {
        Json fix = answer.json();
        if (context.json()) {
            context.show(answer);
        } else if (fix.isTrue("fixed")) {
            context.done(finding + " is fixed");
        } else {
            context.done(finding + " is not fixed yet, but can do no harm for now. Done: " + fix.text("done") + ". Next: "
                    + fix.text("next"));
        }
        return fix.isTrue("fixed") ? Tenantry.OK : Tenantry.FAILED;
    }

    @Command(name = "doctor",
            description = "Shows a tenant's state, version, drift, findings and latest errors, and the next step. Exit code 1"
                    + " if anything is wrong.")
    static int doctor(@Mixin TenantArgument tenant, @Mixin CommandContext context) {
        Answer answer = context.api().get(tenant.path("/health"));
        if (context.json()) {
            context.show(answer);
        } else {
            print(context.terminal(), answer.json());
        }
        return answer.json().isTrue("healthy") ? Tenantry.OK : Tenantry.FAILED;
    }

    private static void print(Terminal terminal, Json health) {
        List<Json> findings = health.get("findings").items();
        terminal.println("Tenant:   " + health.text("tenant") + ", " + health.text("state"));
        terminal.println("Schema:   " + health.text("schema") + " in database " + health.text("database"));
        terminal.println("Version:  " + health.text("schemaVersion") + " of " + health.text("newestVersion"));
        terminal.println("Drift:    " + drift(findings.stream().map(finding -> finding.text("kind")).toList()));
        section(terminal, "Findings: ", findings.isEmpty() ? "none" : text(findings));
        section(terminal, "Errors:   ", errors(health));
        List<Json> next = health.get("next").items();
        section(terminal, "Next:     ", next.isEmpty() ? "nothing"
                : next.stream().map(Json::toString).collect(Collectors.joining("\n")));
    }

    /**
     * Returns "yes" if the schema has drifted, "none" if the schema has not drifted, and "unknown" if the server could
     * not check the schema.
     */
    private static String drift(List<String> kinds) {
        if (kinds.contains("SCHEMA_DRIFTED")) {
            return "yes";
        }
        return kinds.stream().anyMatch(DRIFT_UNKNOWN::contains) ? "unknown" : "none";
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

    /** Returns a few lines for each finding. */
    private static String text(List<Json> findings) {
        return findings.stream()
                .map(finding -> String.join("  ", finding.text("kind"), finding.text("subject"), finding.text("database"))
                        .stripTrailing()
                        + "\n  " + finding.text("detail")
                        + "\n  Fix:  " + finding.text("fix")
                        + "\n  Next: " + finding.text("next"))
                .collect(Collectors.joining("\n"));
    }
}
