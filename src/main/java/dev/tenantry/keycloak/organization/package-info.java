/**
 * Organizations in a tenant realm: Keycloak's own, except that the members are in the tenant's schema.
 *
 * <p>Keycloak's organizations join its own tables of memberships, which hold no user of a tenant. The organizations
 * themselves, their domains, groups and invitations stay in Keycloak's tables. Depends on {@code user}. Rejected:
 * copies of the memberships in Keycloak's tables for its queries.
 */
package dev.tenantry.keycloak.organization;
