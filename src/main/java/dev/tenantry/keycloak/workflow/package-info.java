/**
 * Workflows in a tenant realm: Keycloak's own, except that a scheduled workflow finds its users in the tenant's schema.
 *
 * <p>Keycloak selects a scheduled workflow's users by a query on its own tables. All other parts of workflows read
 * users one by one, and need no change for a tenant's users. Depends on {@code user}.
 *
 * <p>Workflows of a tenant out of service do not run. If Keycloak runs such a step, the step fails with a warning for
 * each user.
 */
package dev.tenantry.keycloak.workflow;
