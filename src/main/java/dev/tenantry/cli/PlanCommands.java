package dev.tenantry.cli;

import dev.tenantry.cli.PlanLine.Action;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands that compare a file of tenants with the server, and that change the server's tenants to match the file. */
final class PlanCommands {

    private static final String FILE = "The file of tenants, in YAML or JSON.";

    private PlanCommands() {}

    @Command(name = "plan",
            description = "Compares a file of tenants with the server, and shows what apply would do. The exit code is"
                    + " 3 if changes are necessary.")
    static int plan(
            @Option(names = {"-f", "--file"}, paramLabel = "FILE", required = true, description = FILE) String file,
            @Option(names = "--prune", description = "Also shows that tenants that the file does not list are archived.")
                    boolean prune,
            @Mixin CommandContext context) {
        Plan plan = shown(file, prune, context);
        plan.requireNoConflict();
        return plan.isChange() ? Tenantry.CHANGES : Tenantry.OK;
    }

    @Command(name = "apply",
            description = "Changes the server's tenants to match a file of tenants. Shows the plan first. If you repeat the"
                    + " command, only the missing changes are made.")
    static int apply(
            @Option(names = {"-f", "--file"}, paramLabel = "FILE", required = true, description = FILE) String file,
            @Option(names = "--prune", description = "Archives the tenants that the file does not list.") boolean prune,
            @Option(names = "--allow-drop", description = "Drops archived tenants whose state in the file is DROPPED.")
                    boolean allowDrop,
            @Mixin CommandContext context) {
        Plan plan = shown(file, prune, context);
        plan.requireNoConflict();
        if (plan.has(Action.DROP) && !allowDrop) {
            throw new FailedException("All users of these tenants would be gone: " + plan.tenants().stream()
                    .filter(tenant -> tenant.has(Action.DROP))
                    .map(TenantPlan::tenant)
                    .collect(Collectors.joining(", ")) + ". To drop them, add --allow-drop. Nothing was done");
        }
        return plan.isChange() ? new PlanExecution(context, plan).run() : Tenantry.OK;
    }

    private static Plan shown(String file, boolean prune, CommandContext context) {
        List<DeclaredTenant> declared = TenantsFile.read(file);
        if (prune && declared.isEmpty()) {
            throw new FailedException(file + " lists no tenant: --prune would archive all tenants. Nothing was done");
        }
        Plan plan = Plan.of(declared, PresentTenants.read(context.api(), declared), prune);
        plan.print(context);
        return plan;
    }
}
