package dev.tenantry.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bring schemas up to date, and tell how far that has come. */
final class MigrationVerbs {

    private static final String JOBS = "/migrations";

    static final List<Verb> ALL = List.of(
            new Verb("migrate", "[NAME] [--all] [--canary NAMES] [--error-budget COUNT] [--follow]",
                    "brings one tenant's schema up to date, or starts a job for --all; NAMES have commas between"
                            + " them; exit code 1 if any has failed", MigrationVerbs::migrate),
            new Verb("migrations", "[NAME] [--job ID] [--follow] [--stop]",
                    "shows what was done to a tenant's schema; or all jobs for all tenants; or one, and stops it",
                    MigrationVerbs::migrations));

    private MigrationVerbs() {}

    private static int migrate(Shell shell, Arguments arguments) {
        String name = arguments.operand(0);
        if ((name == null) != arguments.has("--all")) {
            throw new UsageException("Either NAME or --all is needed");
        }
        if (name == null) {
            return all(shell, arguments);
        }
        for (String option : List.of("--canary", "--error-budget", "--follow")) {
            if (arguments.has(option)) {
                throw new UsageException(option + " goes with --all");
            }
        }
        return shell.show(shell.api().post(Verbs.path(name) + "/migrate", Map.of()));
    }

    private static int all(Shell shell, Arguments arguments) {
        Map<String, Object> query = new HashMap<>();
        query.put("canary", arguments.option("--canary"));
        query.put("errorBudget", arguments.has("--error-budget") ? arguments.number("--error-budget", 0) : null);
        Answer started = shell.api().post("/migrate", query);
        return job(started.json().text("id")).started(shell, started, arguments.has("--follow"));
    }

    private static int migrations(Shell shell, Arguments arguments) {
        String name = arguments.operand(0);
        String id = arguments.option("--job");
        if (name != null && id != null) {
            throw new UsageException("Either NAME or --job is needed");
        }
        if (id == null && (arguments.has("--stop") || arguments.has("--follow"))) {
            throw new UsageException("--job is missing");
        }
        if (name != null) {
            return tenant(shell, shell.api().get(Verbs.path(name) + "/migrations"));
        }
        if (id == null) {
            return shell.list("No migration jobs.", shell.api().get(JOBS),
                    "id", "state", "version", "total", "migrated", "failed", "remaining", "startedAt", "finishedAt");
        }
        Job job = job(id);
        if (!arguments.has("--stop")) {
            return arguments.has("--follow") ? job.follow(shell) : job.show(shell);
        }
        Answer stopping = shell.api().delete(job.path());
        return arguments.has("--follow") ? job.follow(shell) : shell.show(stopping);
    }

    private static int tenant(Shell shell, Answer answer) {
        if (shell.json()) {
            return shell.show(answer);
        }
        Json tenant = answer.json();
        shell.terminal().print(Table.of(tenant.get("migrations").items(), "version", "description", "installedAt"));
        return shell.done("It has version " + tenant.text("version") + " of " + tenant.text("newest"));
    }

    private static Job job(String id) {
        return new Job(JOBS + Verbs.path(id), "migrations --job " + id);
    }
}
