package dev.tenantry.web.rest;

import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.keycloak.realm.InvalidRequestException;
import dev.tenantry.keycloak.realm.RequestJson;

/** The body of a request to drop a tenant. The body must repeat the tenant's name, because a drop can't be undone. */
record DroppingRequest(String name) {

    /**
     * Checks the body.
     *
     * @throws InvalidRequestException if the body is missing, or does not name this tenant
     */
    static void read(String body, Tenant tenant) {
        boolean isMissing = body == null || body.isBlank();
        if (isMissing || !tenant.name().value().equals(RequestJson.read(body, DroppingRequest.class).name())) {
            throw new InvalidRequestException("name", "Dropping can't be undone. The body must repeat the tenant's name: "
                    + "{\"name\": \"" + tenant.name() + "\"}");
        }
    }
}
