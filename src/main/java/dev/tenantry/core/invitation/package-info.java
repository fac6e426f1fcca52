/**
 * The invitations to a tenant's organizations. The invitations are in the tenant's schema, since they contain the names
 * and e-mail addresses of the invited people. The organizations themselves are in Keycloak's own tables. This package
 * depends on {@code tenant} and {@code db}.
 */
package dev.tenantry.core.invitation;
