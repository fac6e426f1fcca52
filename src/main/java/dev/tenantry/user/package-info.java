/**
 * A tenant's users and all that they own, as rows: one store for each family of tables.
 *
 * <p>Plain Java on {@link dev.tenantry.tenant.TenantHandle}; roles, groups, clients and client scopes are known by
 * Keycloak's ids only. A {@link dev.tenantry.user.StoredUser} is loaded whole, in one round trip; a store that changes
 * rows changes the loaded user along with them. Rejected: an object-relational mapper (its second connection and its
 * flushes would have to be taught about schemas), and a cache of our own beside Keycloak's.
 */
package dev.tenantry.user;
