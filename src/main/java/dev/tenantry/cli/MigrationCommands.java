package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that migrate tenants' schemas to the server's schema version. */
final class MigrationCommands {

    private MigrationCommands() {}

    @Command(name = "migrate",
            description = "Migrates one tenant's schema, or starts a job that migrates all. Exit code 1 if any has failed.")
    static int migrate(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "The tenant's name.") String name,
            @Option(names = "--all", description = "Starts a job that migrates all tenants.") boolean all,
            @Option(names = "--canary", paramLabel = "NAMES",
                    description = "With --all: tenants to migrate first, separated by commas.") String canary,
            @Option(names = "--error-budget", paramLabel = "COUNT",
                    description = "With --all: how many tenants may fail before the job stops. Default: any number.")
                    Integer budget,
            @Option(names = "--follow", description = "With --all: shows the progress until the job ends.") boolean follow,
            @Mixin CommandContext context) {
        if ((name == null) != all) {
            throw new UsageException("Either NAME or --all is needed");
        }
        if (!all && (canary != null || budget != null || follow)) {
            throw new UsageException("--canary, --error-budget and --follow go with --all");
        }
        if (!all) {
            return context.show(context.api().post("/" + Form.segment(name) + "/migrate", Map.of()));
        }
        Map<String, Object> query = new HashMap<>();
        query.put("canary", canary);
        query.put("errorBudget", budget);
        Answer started = context.api().post("/migrate", query);
        return Job.migration(started.json().text("id")).started(context, started, follow);
    }

    @Command(name = "upgrade-plan",
            description = "Rehearses the migration of all tenants. The server must run the new version, on a copy of the "
                    + "databases. Migrates some tenants and rolls each migration back. Shows the scripts, the locked tables "
                    + "and the times. Exit code 1 if a migration has failed.")
    static int upgradePlan(
            @Option(names = "--tenants", paramLabel = "COUNT",
                    description = "How many tenants to migrate, chosen at random. Default: 20.") Integer tenants,
            @Mixin CommandContext context) {
        Map<String, Object> query = new HashMap<>();
        query.put("tenants", tenants);
        Answer result = context.api().post(Job.MIGRATIONS + "/rehearsal", query);
        context.show(result);
        return result.json().get("failures").items().isEmpty() ? Tenantry.OK : Tenantry.FAILED;
    }

    @Command(name = "migrations",
            description = "Shows the migrations of one tenant's schema, all jobs that migrate all tenants, or one job.")
    static int migrations(
            @Parameters(arity = "0..1", paramLabel = "NAME", description = "The tenant's name.") String name,
            @Option(names = "--job", paramLabel = "ID", description = "Shows this job.") String id,
            @Option(names = "--follow", description = "With --job: shows the progress until the job ends.") boolean follow,
            @Option(names = "--stop", description = "With --job: stops the job.") boolean stop,
            @Mixin CommandContext context) {
        if (name != null && id != null) {
            throw new UsageException("Either NAME or --job is needed");
        }
        if (id == null && (stop || follow)) {
            throw new UsageException("--job is missing");
        }
        if (name != null) {
            return tenant(context, context.api().get("/" + Form.segment(name) + "/migrations"));
        }
        if (id == null) {
            return context.list("No migration jobs.", context.api().getAll(Job.MIGRATIONS, Map.of()),
                    "id", "state", "version", "total", "migrated", "failed", "remaining", "startedAt", "finishedAt");
        }
        Job job = Job.migration(id);
        if (stop) {
            Answer stopping = context.api().delete(job.path());
            return follow ? job.follow(context) : context.show(stopping);
        }
        return follow ? job.follow(context) : job.show(context);
    }

    private static int tenant(CommandContext context, Answer answer) {
        if (context.json()) {
            return context.show(answer);
        }
        Json tenant = answer.json();
        context.terminal().print(Table.of(tenant.get("migrations").items(), "version", "description", "installedAt"));
        return context.done("It has version " + tenant.text("version") + " of " + tenant.text("newest"));
    }
}
