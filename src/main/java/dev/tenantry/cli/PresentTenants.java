package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the server's tenants from the API's list. Requests a tenant individually only if the tenant's
 * branding is to be compared.
 */
final class PresentTenants {

    private PresentTenants() {}

    /** Returns a map from the name of each tenant on the server to the tenant, in the order of the names. */
    static Map<String, Json> read(Api api, List<DeclaredTenant> declared) {
        Map<String, Json> present = new LinkedHashMap<>();
        api.getAll("", Map.of()).json().items().forEach(tenant -> present.put(tenant.text("name"), tenant));
        // The API's list omits brandings. So each tenant for which the file of tenants declares a branding is requested
        // individually.
        declared.stream()
                .filter(tenant -> tenant.fields().has("branding") && present.containsKey(tenant.name()))
                .forEach(tenant -> present.put(tenant.name(), find(api, tenant.name())));
        return present;
    }

    /** Returns the tenant with its branding; {@link Json#NONE} if there is no such tenant. */
    static Json find(Api api, String name) {
        try {
            return api.get("/" + Form.segment(name)).json();
        } catch (RefusedException refused) {
            if (refused.is(RefusedException.NOT_FOUND)) {
                return Json.NONE;
            }
            throw refused;
        }
    }
}
