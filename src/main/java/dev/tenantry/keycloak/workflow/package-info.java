/**
 * Workflows in a tenant realm. A tenant's workflows are Keycloak's own workflows, except that a scheduled workflow
 * finds users in the tenant's schema.
 *
 * <p>Keycloak selects a scheduled workflow's users by a query on its own tables, which have no users of a tenant. All
 * other parts of Keycloak's workflows read single users and work unchanged. This package depends on {@code user},
 * {@code session} and {@code core.user}.
 *
 * <p>Workflows of a tenant that is out of service do not run. If Keycloak nevertheless runs a step of such a workflow,
 * the step fails with a warning for each user.
 */
package dev.tenantry.keycloak.workflow;
