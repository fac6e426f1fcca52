/**
 * A tenant's users as Keycloak sees them: the user storage provider, the user store, the user model, and the federated
 * storage that keeps credentials, consents and links.
 *
 * <p>Who asks what. By id, name or e-mail, to add and to remove: Keycloak asks
 * {@link dev.tenantry.storage.TenantStorageProvider}. To list, count, import and export, and for service accounts:
 * {@link dev.tenantry.storage.TenantUserProvider}, in place of Keycloak's own store, since Keycloak asks a storage
 * provider not at all, or takes its failure for an empty list, or passes by fine-grained permissions. For all that hangs
 * on a user's id: the federated storage, in place of Keycloak's own. All of them through
 * {@link dev.tenantry.storage.TenantUsers}.
 *
 * <p>Two kinds of ids ({@link dev.tenantry.storage.UserId}). A user has a plain id, as Keycloak's own users have, if
 * the id belongs to the tenant's realm: a new one begins with the realm's prefix
 * ({@link dev.tenantry.tenant.IdPrefix}), and adopted, kept and restored ones are reserved in the registry
 * ({@link dev.tenantry.tenant.PlainIds}). Any other id that an import chooses is kept behind the tenant's component,
 * which no other realm has ({@link dev.tenantry.storage.ChosenId}). Keycloak takes a plain id for one of its own store,
 * and asks there what it asks the federated storage of the others;
 * {@link dev.tenantry.storage.PlainIdUserProvider} answers. Both keep it by the same classes,
 * {@link dev.tenantry.storage.TenantCredentials} and its like. Every user is found under one id only.
 *
 * <p>Plain ids are unique among all realms, since Keycloak's cache does not compare the realm of a user's consents and
 * links (UserCacheSession, 26.7), and deletes sessions and permissions by the id alone. Constraints hold that: the
 * prefix is unique in the registry and the id in its schema; a reservation has a primary key; a standard realm's user has
 * Keycloak's. Between registry and Keycloak's table the second writer sees the first:
 * {@link dev.tenantry.storage.TenantUserProvider} looks after its insert, and a reservation is compared after its commit.
 *
 * <p>Translates between Keycloak's models and the stores of {@code user}, reaches them through {@code server}, and
 * holds no SQL. Of two factories with one id Keycloak takes the higher order; what belongs to other realms, or to users
 * of other storage providers, goes to Keycloak's own classes. Rejected: a credential manager of our own on the user
 * model, which the cached user would pass by; a registry row for each user, one more write to another database for each;
 * ids that carry a keyed digest (HMAC) of their realm, which need a key and one computation for each tenant to compare;
 * plain ids for all imports, whose senders choose them.
 */
package dev.tenantry.storage;
