package dev.tenantry.sample;

import java.net.URI;

/**
 * A tenant as a request names it, which may not exist.
 *
 * @param name also of its realm
 * @param base where the application is for this tenant, without a slash at the end
 */
record Tenant(String name, URI base) {

    /** Where the tenant's users arrive. */
    URI home() {
        return URI.create(base + "/");
    }

    /** Where they come back to with a code. The tenant's realm allows this address and no other tenant's. */
    URI callback() {
        return URI.create(base + "/callback");
    }
}
