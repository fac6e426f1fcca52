package dev.tenantry.admin;

import dev.tenantry.realm.InvalidRequestException;
import dev.tenantry.realm.TenantProvisioner;
import dev.tenantry.tenant.TenantLifecycle;

/** The body of a request to rename a tenant: both, or one of the two. */
record RenamingRequest(String name, String displayName) {

    /** @throws InvalidRequestException where the request asks for nothing, or for a display name that can't be one */
    RenamingRequest accept(TenantLifecycle lifecycle) {
        if (name == null && displayName == null) {
            throw new InvalidRequestException("name", "A name or a display name is needed");
        }
        if (name != null) {
            lifecycle.acceptName(name);
        }
        if (displayName != null) {
            TenantProvisioner.acceptDisplayName(displayName);
        }
        return this;
    }
}
