package dev.tenantry.admin;

import dev.tenantry.realm.InvalidRequestException;
import dev.tenantry.realm.RequestJson;
import dev.tenantry.tenant.Tenant;

/** The body of a request to drop a tenant, which can't be undone: its name once more. */
record DroppingRequest(String name) {

    /** @throws InvalidRequestException if the body is missing, or names another tenant or none */
    static void read(String body, Tenant tenant) {
        boolean isMissing = body == null || body.isBlank();
        if (isMissing || !tenant.name().value().equals(RequestJson.read(body, DroppingRequest.class).name())) {
            throw new InvalidRequestException("name", "Dropping can't be undone. The body must repeat the tenant's name: "
                    + "{\"name\": \"" + tenant.name() + "\"}");
        }
    }
}
