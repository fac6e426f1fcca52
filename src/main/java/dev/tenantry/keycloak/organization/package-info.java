/**
 * Organizations in a tenant realm. A tenant's organizations are Keycloak's own organizations, except that the members
 * and the invitations are in the tenant's schema.
 *
 * <p>Keycloak's own queries for organizations join Keycloak's table of memberships, which has no rows for a tenant's
 * users. The organizations themselves, their domains and groups remain in Keycloak's tables. This package depends on
 * {@code user} and {@code session}. Rejected: copies of the memberships in Keycloak's tables, where Keycloak's queries
 * would find them. Data about a tenant's users would then be outside of the tenant's schema.
 */
package dev.tenantry.keycloak.organization;
