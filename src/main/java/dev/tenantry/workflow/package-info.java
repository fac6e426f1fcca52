/**
 * Workflows in a tenant realm: Keycloak's own, except that a scheduled one finds its users in the tenant's schema.
 *
 * <p>Keycloak selects them by a query on its own tables. Everything else of workflows asks for users one by one and
 * works on a tenant's as it is. Depends on {@code storage}.
 *
 * <p>Workflows of a tenant out of service do not run. A step that Keycloak runs then fails with a warning for each user.
 */
package dev.tenantry.workflow;
