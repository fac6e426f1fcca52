package dev.tenantry.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends the requests of a plan, one after the other. If the server does not answer, repeats the request. If the server
 * refuses a request, skips the remaining requests of the same tenant, and continues with the next tenant. Not
 * thread-safe.
 */
final class PlanExecution {

    /**
     * The maximum number of attempts for one request. The pauses between the attempts get longer, so that a server can
     * restart before the last attempt.
     */
    private static final int MAX_ATTEMPTS = 10;

    private final CommandContext context;
    private final List<TenantPlan> tenants;
    private final Set<String> failed = new HashSet<>();

    PlanExecution(CommandContext context, Plan plan) {
        this.context = context;
        this.tenants = plan.tenants().stream().filter(TenantPlan::isChange).toList();
    }

    /**
     * Executes the plan.
     *
     * @return the exit code: 1 if a tenant has failed
     * @throws FailedException if the server does not answer a request even after all repetitions, or if the server
     *     refuses the caller's token or roles
     */
    int run() {
        int done = 0;
        try (Progress progress = context.progress()) {
            tenants.forEach(tenant -> send(tenant.tenant(), tenant.early()));
            for (TenantPlan tenant : tenants) {
                progress.show(done + " of " + tenants.size() + " tenants; now " + tenant.tenant());
                send(tenant.tenant(), tenant.steps());
                done++;
            }
        } catch (FailedException ended) {
            throw new FailedException(ended.getMessage() + "\n" + done + " of " + tenants.size()
                    + " tenants were processed. To continue, repeat the command", ended);
        }
        if (failed.isEmpty()) {
            return context.done("Done: " + tenants.size() + (tenants.size() == 1 ? " tenant" : " tenants"));
        }
        context.terminal().note("tenantry: " + failed.size() + " of " + tenants.size() + " tenants failed");
        return Tenantry.FAILED;
    }

    private void send(String tenant, List<Step> steps) {
        if (failed.contains(tenant)) {
            return;
        }
        try {
            steps.forEach(step -> send(tenant, step));
        } catch (NoAnswerException noAnswer) {
            throw noAnswer;
        } catch (FailedException refused) {
            if (refused instanceof RefusedException answer && answer.isOfCaller()) {
                throw refused;
            }
            failed.add(tenant);
            refused.getMessage().lines().forEach(line -> context.terminal().note("tenantry: " + tenant + ": " + line));
        }
    }

    private void send(String tenant, Step step) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.send(context.api());
                return;
            } catch (NoAnswerException noAnswer) {
                if (attempt == MAX_ATTEMPTS) {
                    throw noAnswer;
                }
                context.terminal().note(tenant + ": " + noAnswer.getMessage() + "; once more");
                context.pause(attempt);
            }
        }
    }
}
