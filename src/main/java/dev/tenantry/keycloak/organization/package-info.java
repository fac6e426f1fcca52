/**
 * Organizations in a tenant realm. They are Keycloak's own organizations, except that the members are in the tenant's
 * schema.
 *
 * <p>Keycloak's own queries for organizations join Keycloak's table of memberships, which has no rows for a tenant's
 * users. The organizations themselves, their domains, groups and invitations remain in Keycloak's tables. Depends on
 * {@code user}. Rejected: to copy the memberships into Keycloak's tables so that Keycloak's queries find members.
 */
package dev.tenantry.keycloak.organization;
