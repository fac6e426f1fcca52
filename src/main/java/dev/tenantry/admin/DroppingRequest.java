package dev.tenantry.admin;

import dev.tenantry.realm.InvalidRequestException;
import dev.tenantry.tenant.Tenant;

/** The body of a request to drop a tenant, which can't be undone: its name once more. */
record DroppingRequest(String name) {

    /** @throws InvalidRequestException where it names another tenant or none */
    void accept(Tenant tenant) {
        if (!tenant.name().value().equals(name)) {
            throw new InvalidRequestException("name", "The body must repeat the tenant's name");
        }
    }
}
