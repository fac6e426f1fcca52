package dev.tenantry.cli;

import java.util.Map;
import java.util.UUID;

/** One request of a {@link TenantPlan}. If the server does not answer, the request can be repeated safely. */
@FunctionalInterface
interface Step {

    /**
     * Sends the request.
     *
     * @throws NoAnswerException if the server has not answered
     * @throws FailedException if the server has refused the request
     */
    void send(Api api);

    static Step operation(String tenant, String operation, Map<String, ?> query) {
        return api -> api.post(path(tenant) + "/" + operation, query);
    }

    static Step change(String tenant, Map<String, ?> body) {
        return api -> api.putJson(path(tenant), body);
    }

    /**
     * Drops an archived tenant. If the server answers that there is no tenant with this name, the drop counts as
     * successful: the request was repeated, and the first request has dropped the tenant.
     */
    static Step drop(String tenant) {
        return api -> {
            try {
                api.deleteJson(path(tenant), Map.of("name", tenant));
            } catch (RefusedException refused) {
                if (!refused.is(RefusedException.NOT_FOUND)) {
                    throw refused;
                }
            }
        };
    }

    /**
     * Provisions a tenant, with an idempotency key. If the tenant already exists, changes the tenant to match the file
     * of tenants. The tenant can exist because an earlier run of the program, or another client, has provisioned it.
     */
    static Step provision(DeclaredTenant tenant) {
        String key = UUID.randomUUID().toString();
        return api -> {
            try {
                api.postJson("", tenant.provisioningRequest(), "Idempotency-Key", key);
            } catch (RefusedException refused) {
                if (!refused.is(RefusedException.CONFLICT)) {
                    throw refused;
                }
                takeOver(tenant, api, refused);
            }
        };
    }

    private static void takeOver(DeclaredTenant tenant, Api api, RefusedException refused) {
        Json present = PresentTenants.find(api, tenant.name());
        if (present.text("state").equals(TenantPlan.PROVISIONING)) {
            throw new NoAnswerException(refused.getMessage(), refused);
        }
        TenantPlan plan = TenantPlan.of(tenant, present);
        if (plan.hasConflict() || present.value() == null) {
            throw refused;
        }
        plan.steps().forEach(step -> step.send(api));
    }

    private static String path(String tenant) {
        return "/" + Form.segment(tenant);
    }
}
