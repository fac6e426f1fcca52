package dev.tenantry.core.user;

import dev.tenantry.core.tenant.TenantHandle;
import dev.tenantry.core.tenant.TenantReadHandle;
import java.util.function.Consumer;

/** The user "ada" that every tenant has. */
final class Ada {

    private Ada() {}

    static StoredUser load(TenantReadHandle handle) {
        return UserStore.findByUsername(handle, "ada").orElseThrow();
    }

    /** Loads the user, applies the change and writes it. */
    static void change(TenantHandle handle, Consumer<StoredUser> change) {
        StoredUser ada = load(handle);
        change.accept(ada);
        UserStore.update(handle, ada);
    }
}
