package dev.tenantry.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** The state of a tenant. */
public enum TenantState {
    PROVISIONING,
    ACTIVE,
    SUSPENDED,
    ARCHIVED,
    ADOPTING,
    RELEASING,
    DROPPING,
    /** A state that this client does not know. The server is newer than the client. */
    UNKNOWN;

    @JsonCreator
    static TenantState of(String text) {
        return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst().orElse(UNKNOWN);
    }
}
