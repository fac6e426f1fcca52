/**
 * A tenant's users as Keycloak sees them: the user storage provider, the user store, the user model, and the
 * federated storage for credentials, consents and links.
 *
 * <p>Keycloak asks {@link dev.tenantry.keycloak.user.TenantStorageProvider} to find a user by id, name or e-mail, to
 * add and to remove. Keycloak asks {@link dev.tenantry.keycloak.user.TenantUserProvider}, which replaces its own
 * store, to list, count, import and export, and for service accounts. For those, Keycloak does not ask a storage
 * provider, or takes its failure for an empty list, or bypasses fine-grained permissions. The federated storage,
 * which replaces Keycloak's own, serves all data that belongs to a user's id. All of them use
 * {@link dev.tenantry.keycloak.user.TenantUsers}.
 *
 * <p>There are two kinds of ids ({@link dev.tenantry.keycloak.user.UserId}). A user has a plain id, as Keycloak's
 * own users have, if the id belongs to the tenant's realm. A new id begins with the realm's prefix
 * ({@link dev.tenantry.core.tenant.IdPrefix}); adopted, kept and restored ids are reserved in the registry
 * ({@link dev.tenantry.core.tenant.PlainIds}). Any other id that an import chooses gets the tenant's component as a
 * prefix, which no other realm has ({@link dev.tenantry.keycloak.user.ChosenId}). Keycloak takes a plain id for one
 * of its own store, and asks that store for all data that it asks the federated storage for otherwise;
 * {@link dev.tenantry.keycloak.user.PlainIdUserProvider} answers. Both use
 * {@link dev.tenantry.keycloak.user.TenantCredentials} and its sibling classes. Every user is found under one id
 * only.
 *
 * <p>Plain ids are unique among all realms: Keycloak's cache does not compare the realm of a user's consents and
 * links (UserCacheSession, 26.7), and Keycloak deletes sessions and permissions by the id alone. Constraints enforce
 * it. The prefix is unique in the registry and the id in its schema; a reservation has a primary key; a standard
 * realm's user has Keycloak's. Between registry and Keycloak's table the second writer sees the first:
 * {@link dev.tenantry.keycloak.user.TenantUserProvider} looks after its insert, and a reservation is compared after
 * its commit.
 *
 * <p>Translates between Keycloak's models and the stores of {@code core.user}, reaches them through {@code session},
 * and holds no SQL. Of two factories with one id Keycloak takes the higher order. Data of other realms, or of other
 * storage providers' users, stays with Keycloak's own classes. Rejected: a credential manager on the user model,
 * which a cached user would bypass; a registry row for each user, which costs another write to another database; ids
 * with a keyed digest (HMAC) of their realm, which need a key and one computation per tenant to compare; plain ids
 * for all imports, whose senders choose them.
 */
package dev.tenantry.keycloak.user;
