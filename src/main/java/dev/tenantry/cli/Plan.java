package dev.tenantry.cli;

import dev.tenantry.cli.PlanLine.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The differences between a file of tenants and the server. The plan has first the tenants that the file lists, then
 * the server's other tenants.
 */
record Plan(List<TenantPlan> tenants) {

    /**
     * Compares the file with the server.
     *
     * @param prune true to archive tenants that the file does not list
     */
    static Plan of(List<DeclaredTenant> declared, Map<String, Json> present, boolean prune) {
        Set<String> wanted = declared.stream()
                .filter(tenant -> !tenant.isToEnd())
                .map(tenant -> tenant.fields().text("host"))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
        List<TenantPlan> tenants = new ArrayList<>();
        for (DeclaredTenant tenant : declared) {
            Json now = present.getOrDefault(tenant.name(), Json.NONE);
            TenantPlan plan = TenantPlan.of(tenant, now);
            boolean isGivenAway = wanted.contains(now.text("host")) && !now.text("host").equals(tenant.fields().text("host"));
            if (isGivenAway && plan.has(Action.CHANGE) && tenant.fields().has("host")) {
                plan.early().add(Step.change(tenant.name(), Map.of("host", "")));
            }
            tenants.add(plan);
        }
        Set<String> listed = declared.stream().map(DeclaredTenant::name).collect(Collectors.toSet());
        present.forEach((name, tenant) -> {
            if (!listed.contains(name)) {
                tenants.add(TenantPlan.unlisted(tenant, prune));
            }
        });
        return new Plan(tenants);
    }

    boolean has(Action action) {
        return tenants.stream().anyMatch(tenant -> tenant.has(action));
    }

    boolean isChange() {
        return tenants.stream().anyMatch(TenantPlan::isChange);
    }

    /** Prints the plan's lines, and then the number of tenants for each action. */
    void print(CommandContext context) {
        List<PlanLine> lines = tenants.stream().flatMap(tenant -> tenant.lines().stream()).toList();
        context.list(lines.stream().map(context.json() ? PlanLine::json : PlanLine::row).toList(),
                "action", "tenant", "field", "change");
        context.done("Tenants: " + Arrays.stream(Action.values())
                .filter(this::has)
                .map(action -> tenants.stream().filter(tenant -> tenant.has(action)).count() + " " + action)
                .collect(Collectors.joining(", ")));
    }

    /** @throws FailedException if the plan has a conflict */
    void requireNoConflict() {
        long conflicts = tenants.stream().filter(TenantPlan::hasConflict).count();
        if (conflicts > 0) {
            throw new FailedException("The file declares what apply can't do: see the lines conflict. Nothing was done");
        }
    }
}
