/**
 * Workflows in a tenant realm: Keycloak's own, except that a scheduled one finds its users in the tenant's schema.
 *
 * <p>Keycloak selects them by a query on its own tables. Everything else of workflows asks for users one by one and
 * works on a tenant's as it is. Depends on {@code storage}.
 */
package dev.tenantry.workflow;
