package dev.tenantry.user;

import dev.tenantry.tenant.TenantHandle;

/** The user whom every tenant has. */
final class Ada {

    private Ada() {}

    static StoredUser load(TenantHandle handle) {
        return UserStore.findByUsername(handle, "ada").orElseThrow();
    }
}
