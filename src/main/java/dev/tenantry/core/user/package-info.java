/**
 * Stores and finds a tenant's users. A user, together with all objects that the user owns, is one row of the table
 * {@code users} and one Java object ({@link dev.tenantry.core.user.StoredUser}).
 *
 * <p>This package is plain Java. All its SQL goes through {@link dev.tenantry.core.tenant.TenantHandle}. The package
 * knows roles, groups, clients and client scopes only by their ids. A user is loaded in one round trip. The user's Java
 * object records its changes in {@link dev.tenantry.core.user.Part}s. {@link dev.tenantry.core.user.UserUpdate} writes
 * these changes by one UPDATE, which merges them into the row. So sessions that change different entries of one user do
 * not undo each other's changes. {@link dev.tenantry.core.user.FoundBy} defines the terms by which searches find users.
 * All terms of a user are in one column, which has one index.
 *
 * <p>Rejected: a table for each kind of object that a user owns, as in Keycloak. Each schema would have 65 relations,
 * each connection would cache 120 kB for each tenant that it has served, and reading a user would need six tables (see
 * docs/project/performance.md). Rejected: a separate table for credentials. Each schema would have three more
 * relations, for rows that are only read together with their user. Rejected: an object-relational mapper. A mapper
 * needs a second connection, and when a mapper flushes changes, it does not know to which schema it writes. Rejected: a
 * cache of users in addition to Keycloak's cache.
 */
package dev.tenantry.core.user;
