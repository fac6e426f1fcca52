package dev.tenantry.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that turn a standard realm into a tenant, and a tenant into a standard realm. */
final class RealmCommands {

    private static final String FOLLOW = "Shows the progress until the job ends.";

    private RealmCommands() {}

    @Command(name = "adopt", description = "Starts a job that turns a realm, with its users, into a tenant.")
    static int adopt(
            @Parameters(paramLabel = "REALM", description = "The realm's name.") String realm,
            @Option(names = "--follow", description = FOLLOW) boolean follow,
            @Mixin CommandContext context) {
        return started(context, context.api().postJson("/adopt", Map.of("realm", realm)), follow);
    }

    @Command(name = "release", description = "Starts a job that turns a tenant, with its users, into a standard realm.")
    static int release(
            @Mixin TenantArgument tenant,
            @Option(names = "--follow", description = FOLLOW) boolean follow,
            @Mixin CommandContext context) {
        return started(context, context.api().post(tenant.path("/release"), Map.of()), follow);
    }

    private static int started(CommandContext context, Answer started, boolean follow) {
        return Job.adoption(started.json().text("id")).started(context, started, follow);
    }

    @Command(name = "adoptions", description = "Shows all adoptions and releases, or one of these jobs.")
    static int adoptions(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "The job's id.") String id,
            @Option(names = "--follow", description = FOLLOW) boolean follow,
            @Option(names = "--cancel", description = "Ends the job and undoes what it did.") boolean cancel,
            @Mixin CommandContext context) {
        if (id == null && (follow || cancel)) {
            throw new UsageException("ID is missing");
        }
        if (id == null) {
            return context.list("No adoptions.", context.api().getAll(Job.ADOPTIONS, Map.of()), "id", "operation", "realm", "state", "step",
                    "total", "copied", "verified", "removed", "startedAt", "finishedAt");
        }
        Job job = Job.adoption(id);
        if (cancel) {
            return context.show(context.api().delete(job.path()));
        }
        return follow ? job.follow(context) : job.show(context);
    }

    @Command(name = "attach",
            description = "Turns a realm without users into a tenant. The tenant gets an existing schema that belongs to"
                    + " no tenant.")
    static int attach(
            @Parameters(index = "0", paramLabel = "REALM", description = "The realm's name.") String realm,
            @Parameters(index = "1", paramLabel = "SCHEMA", description = "The schema's name.") String schema,
            @Option(names = "--database", paramLabel = "DATABASE",
                    description = "The database of the schema. Default: main.") String database,
            @Mixin CommandContext context) {
        Map<String, String> body = new HashMap<>();
        body.put("realm", realm);
        body.put("schema", schema);
        body.put("database", database);
        return context.show(context.api().postJson("/attach", body));
    }

    @Command(name = "free-name", description = "Frees a former name of a tenant, so that any realm can take the name.")
    static int freeName(@Mixin TenantArgument former, @Mixin CommandContext context) {
        context.api().delete("/former-names" + former.path());
        return context.done("The name " + former.name() + " is free");
    }
}
