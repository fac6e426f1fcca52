/**
 * A tenant's invitations to organizations: the names and e-mail addresses of invited people, in the tenant's schema.
 * The organizations themselves are in Keycloak's own tables. Depends on {@code tenant} and {@code db}.
 */
package dev.tenantry.core.invitation;
