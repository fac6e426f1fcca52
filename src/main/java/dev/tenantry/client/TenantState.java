package dev.tenantry.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** Where a tenant is in its life. */
public enum TenantState {
    PROVISIONING,
    ACTIVE,
    SUSPENDED,
    ARCHIVED,
    ADOPTING,
    RELEASING,
    DROPPING,
    /** One that this client does not know, of a newer server. */
    UNKNOWN;

    @JsonCreator
    static TenantState of(String text) {
        return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst().orElse(UNKNOWN);
    }
}
