/**
 * A tenant's users. A user with all that the user owns is one row of the table {@code users}, and one object:
 * {@link dev.tenantry.core.user.StoredUser}.
 *
 * <p>Plain Java on {@link dev.tenantry.core.tenant.TenantHandle}; roles, groups, clients and client scopes are known
 * by Keycloak's ids only. A user is loaded in one round trip. The object records its changes in
 * {@link dev.tenantry.core.user.Part}s. {@link dev.tenantry.core.user.UserUpdate} writes the changes by one UPDATE,
 * which merges them into the row: sessions that change different entries of one user do not undo one another's
 * changes. {@link dev.tenantry.core.user.FoundBy} has the terms by which lists find users, in one column with one
 * index.
 *
 * <p>Rejected: a table for each kind of object that a user owns, as in Keycloak (a schema would have 65 relations,
 * each connection would keep 120 kB for each tenant that it has seen, and a read of a user would use six tables: see
 * docs/project/performance.md); credentials in a table of their own (three more relations, for a key that is only
 * looked up together with its user); an object-relational mapper (its second connection and its flushes know no
 * schemas); and a cache of users beside Keycloak's.
 */
package dev.tenantry.core.user;
