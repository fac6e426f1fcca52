/**
 * A tenant's users. A user with all that the user owns is one row of the table {@code users}, and one object:
 * {@link dev.tenantry.user.StoredUser}.
 *
 * <p>Plain Java on {@link dev.tenantry.tenant.TenantHandle}; roles, groups, clients and client scopes are known by
 * Keycloak's ids only. A user is loaded in one round trip. Changes are made to the object, which remembers them by
 * {@link dev.tenantry.user.Part}s; {@link dev.tenantry.user.UserUpdate} writes them by one UPDATE, which merges them into
 * the row, so that sessions that change different things of one user do not undo one another's changes. Lists of users
 * are found by {@link dev.tenantry.user.FoundBy}: terms in one column with one index.
 *
 * <p>Rejected: a table for each kind of thing that a user owns, as in Keycloak (a schema has 65 relations then, each
 * connection keeps 120 kB for each tenant that it has met, and a read of a user touches six tables: see
 * docs/project/performance.md); credentials in a table of their own (three relations more, for a key that is looked up only
 * together with its user); an object-relational mapper (its second connection and its flushes would have to be taught
 * about schemas); and a cache of our own beside Keycloak's.
 */
package dev.tenantry.user;
