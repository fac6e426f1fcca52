package dev.tenantry.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the server's tenants: in pages, and one by one only the tenants whose branding is compared. */
final class PresentTenants {

    private static final int PAGE = 1000;

    private PresentTenants() {}

    /** Returns the server's tenants by name, in the order of their names. */
    static Map<String, Json> read(Api api, List<DeclaredTenant> declared) {
        Map<String, Json> present = new LinkedHashMap<>();
        List<Json> page;
        int first = 0;
        do {
            page = api.get("?first=" + first + "&max=" + PAGE).json().items();
            page.forEach(tenant -> present.put(tenant.text("name"), tenant));
            first += PAGE;
        } while (page.size() == PAGE);
        // A list does not contain the branding.
        declared.stream()
                .filter(tenant -> tenant.fields().has("branding") && present.containsKey(tenant.name()))
                .forEach(tenant -> present.put(tenant.name(), find(api, tenant.name())));
        return present;
    }

    /** Returns the tenant with its branding; a missing value if there is no such tenant. */
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
