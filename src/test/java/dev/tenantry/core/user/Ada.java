package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.function.Consumer;

/** The user whom every tenant has. */
final class Ada {

    private Ada() {}

    static StoredUser load(TenantReadHandle handle) {
        return UserStore.findByUsername(handle, "ada").orElseThrow();
    }

    /** Loads the user, changes the object and writes what has changed. */
    static void change(TenantHandle handle, Consumer<StoredUser> change) {
        StoredUser ada = load(handle);
        change.accept(ada);
        UserStore.update(handle, ada);
    }
}
