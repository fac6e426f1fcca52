package dev.tenantry.cli;

import dev.tenantry.cli.PlanLine.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The difference between a declared tenant and the server's tenant, and the requests that remove the difference. Fields
 * that the file does not declare are not compared.
 *
 * @param early requests that drop a tenant or remove a host, so that another tenant can get the host. These requests
 *     are sent before the {@code steps} of any tenant.
 */
record TenantPlan(String tenant, List<PlanLine> lines, List<Step> early, List<Step> steps) {

    static final String PROVISIONING = "PROVISIONING";

    private static final String ACTIVE = "ACTIVE";
    private static final String SUSPENDED = "SUSPENDED";
    private static final String ARCHIVED = "ARCHIVED";
    private static final Set<String> LASTING = Set.of(ACTIVE, SUSPENDED, ARCHIVED);

    /**
     * @param present the tenant on the server; a Json whose value is null if the server has no tenant with the declared
     *     name
     */
    static TenantPlan of(DeclaredTenant declared, Json present) {
        TenantPlan plan = new TenantPlan(declared.name(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String state = present.text("state");
        if (present.value() == null || state.equals(PROVISIONING)) {
            plan.provision(declared);
        } else if (!LASTING.contains(state)) {
            plan.conflict("state", state, "an operation is under way: repeat the command when it has ended");
        } else if (declared.state().equals(DeclaredTenant.DROPPED)) {
            plan.drop(state);
        } else {
            plan.change(declared, present);
        }
        if (plan.lines.isEmpty()) {
            plan.lines.add(PlanLine.of(Action.UNCHANGED, plan.tenant, ""));
        }
        return plan;
    }

    /**
     * Returns the plan for a tenant that the file does not list.
     *
     * @param prune true to archive the tenant if it is active or suspended; false to leave the tenant unchanged
     */
    static TenantPlan unlisted(Json present, boolean prune) {
        String state = present.text("state");
        TenantPlan plan = new TenantPlan(present.text("name"), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (prune && (state.equals(ACTIVE) || state.equals(SUSPENDED))) {
            plan.lines.add(new PlanLine(Action.ARCHIVE, plan.tenant, "state", state, ARCHIVED, "not in the file"));
            plan.steps.add(Step.operation(plan.tenant, "archive", Map.of()));
        } else {
            plan.lines.add(PlanLine.of(Action.UNLISTED, plan.tenant, state));
        }
        return plan;
    }

    boolean has(Action action) {
        return lines.stream().anyMatch(line -> line.action() == action);
    }

    boolean hasConflict() {
        return has(Action.CONFLICT);
    }

    boolean isChange() {
        return lines.stream().anyMatch(line -> line.action().isChange());
    }

    private void provision(DeclaredTenant declared) {
        if (declared.isToEnd()) {
            lines.add(PlanLine.of(Action.UNCHANGED, tenant, "does not exist"));
            return;
        }
        if (!declared.fields().has("user")) {
            conflict("user", "", "is missing: the tenant does not exist, and a new tenant needs a first user");
            return;
        }
        for (String field : List.of("displayName", "template", "database", "host")) {
            add(Action.PROVISION, field, "", declared.fields().text(field));
        }
        declared.fields().get("branding").fields().forEach(
                (name, value) -> add(Action.PROVISION, "branding." + name, "", value.toString()));
        add(Action.PROVISION, "user.username", "", declared.fields().get("user").text("username"));
        steps.add(Step.provision(declared));
        if (declared.state().equals(SUSPENDED)) {
            move(Action.SUSPEND, ACTIVE, SUSPENDED, Map.of());
        }
    }

    private void drop(String state) {
        if (state.equals(ARCHIVED)) {
            add(Action.DROP, "state", state, DeclaredTenant.DROPPED);
            early.add(Step.drop(tenant));
        } else {
            conflict("state", state, "only an archived tenant can be dropped: first apply state: ARCHIVED");
        }
    }

    private void change(DeclaredTenant declared, Json present) {
        Json fields = declared.fields();
        if (fields.has("database") && !fields.text("database").equals(present.text("database"))) {
            conflict("database", present.text("database"), "the file declares " + fields.text("database")
                    + ": move the tenant, or correct the file");
            return;
        }
        String state = present.text("state");
        String to = declared.state().isEmpty() ? state : declared.state();
        if (state.equals(ARCHIVED) && !to.equals(ARCHIVED)) {
            move(Action.RESTORE, ARCHIVED, ACTIVE, Map.of());
        }
        Map<String, Object> body = changes(fields, present);
        if (!body.isEmpty()) {
            steps.add(Step.change(tenant, body));
        }
        if (to.equals(ARCHIVED) && !state.equals(ARCHIVED)) {
            move(Action.ARCHIVE, state, ARCHIVED, retention(fields));
        } else if (to.equals(SUSPENDED) && !state.equals(SUSPENDED)) {
            move(Action.SUSPEND, ACTIVE, SUSPENDED, Map.of());
        } else if (to.equals(ACTIVE) && state.equals(SUSPENDED)) {
            move(Action.RESUME, SUSPENDED, ACTIVE, Map.of());
        }
    }

    private Map<String, Object> changes(Json fields, Json present) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : List.of("displayName", "host")) {
            if (fields.has(field) && !fields.text(field).equals(present.text(field))) {
                lines.add(PlanLine.of(Action.CHANGE, tenant, field, present.text(field), fields.text(field)));
                body.put(field, fields.text(field));
            }
        }
        if (fields.has("branding")) {
            Json declared = fields.get("branding");
            for (String field : List.of("accentColor", "logo")) {
                String from = present.get("branding").text(field);
                if (!from.equals(declared.text(field))) {
                    lines.add(PlanLine.of(Action.CHANGE, tenant, "branding." + field, from, declared.text(field)));
                    body.put("branding", declared.value());
                }
            }
        }
        return body;
    }

    private static Map<String, ?> retention(Json fields) {
        return fields.has("retentionDays") ? Map.of("retentionDays", fields.number("retentionDays")) : Map.of();
    }

    private void move(Action operation, String from, String to, Map<String, ?> query) {
        lines.add(PlanLine.of(operation, tenant, "state", from, to));
        steps.add(Step.operation(tenant, operation.toString(), query));
    }

    private void add(Action action, String field, String from, String to) {
        if (!to.isEmpty()) {
            lines.add(PlanLine.of(action, tenant, field, from, to));
        }
    }

    private void conflict(String field, String from, String note) {
        lines.add(new PlanLine(Action.CONFLICT, tenant, field, from, "", note));
    }
}
