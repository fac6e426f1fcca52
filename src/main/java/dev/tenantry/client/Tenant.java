package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A tenant as the server returns it.
 *
 * @param id Keycloak's id of the tenant's realm
 * @param database the name of its schema's database
 * @param purgeAfter when an archived tenant may be purged, else null
 * @param host the tenant's own, or null
 * @param issuer the OIDC issuer to configure in applications
 * @param branding in the answer about one tenant only, else null
 * @param user the first user, in the answer to provisioning only, else null
 */
public record Tenant(
        String id,
        String name,
        String displayName,
        String database,
        String schema,
        TenantState state,
        int schemaVersion,
        @JsonDeserialize(using = InstantText.class) Instant createdAt,
        @JsonDeserialize(using = InstantText.class) Instant purgeAfter,
        String host,
        String issuer,
        Branding branding,
        FirstUser user) {

    /** The administrator of the new realm. */
    public record FirstUser(String id, String username) {}
}
