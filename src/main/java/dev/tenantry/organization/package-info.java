/**
 * Organizations in a tenant realm: Keycloak's own, except that who is a member is asked of the tenant's schema.
 *
 * <p>Keycloak's organizations join its own tables of memberships, which hold nothing of a tenant's users. The
 * organizations themselves, their domains, groups and invitations stay where Keycloak keeps them. Depends on
 * {@code storage}. Rejected: copies of the memberships in Keycloak's tables for its queries to find.
 */
package dev.tenantry.organization;
