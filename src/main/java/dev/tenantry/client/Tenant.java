package dev.tenantry.client;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;

/**
 * A tenant as the server returns it.
 *
 * @param id Keycloak's id of the tenant's realm
 * @param database the name of the database that holds the tenant's schema
 * @param purgeAfter the time after which an archived tenant may be purged; null unless the tenant is archived
 * @param host the tenant's own host name; null if the tenant has none
 * @param issuer the OIDC issuer to configure in applications
 * @param branding the logo and color of the tenant's pages; null in lists of tenants
 * @param user the first user; null except in the answer to a provisioning request
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
