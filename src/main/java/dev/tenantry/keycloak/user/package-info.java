/**
 * A tenant's users as Keycloak sees them: the user storage provider, the user store, the user model, and the federated
 * storage for credentials, consents and links.
 *
 * <p>{@link dev.tenantry.keycloak.user.TenantUserProvider} replaces Keycloak's own store. Keycloak calls this class to
 * find a user by name or e-mail, to add, list, count, import and export users, and for service accounts. A storage
 * provider is not enough for these operations. Depending on the operation, Keycloak would not call the storage
 * provider, would treat its failure as an empty list, would bypass fine-grained permissions, or would not validate
 * users that LDAP has imported. {@link dev.tenantry.keycloak.user.TenantStorageProvider} marks a realm as a tenant's,
 * and serves the users whose ids contain the component's id. The federated storage, which replaces Keycloak's own,
 * stores all data that belongs to a user's id. The user storage provider and the user store both use {@link
 * dev.tenantry.keycloak.user.TenantUsers}.
 *
 * <p>Keycloak's ids of users are of two kinds ({@link dev.tenantry.keycloak.user.UserId}). A plain id looks like the id
 * of Keycloak's own users. An id is plain if it belongs to the tenant's realm. A new id belongs to the realm because it
 * begins with the realm's prefix ({@link dev.tenantry.core.tenant.IdPrefix}). The id of an adopted, imported or
 * restored user belongs to the realm if the registry reserves the id ({@link dev.tenantry.core.tenant.PlainIds}). Any
 * other id that an import chooses gets the id of the tenant's component as a prefix ({@link
 * dev.tenantry.keycloak.user.ChosenId}). No other realm has this prefix. For a user with a plain id, Keycloak calls its
 * own user store instead of the federated storage. {@link dev.tenantry.keycloak.user.PlainIdUserProvider} handles these
 * calls. That class and the federated storage share {@link dev.tenantry.keycloak.user.TenantCredentials} and similar
 * classes. Every user can be found by one id only.
 *
 * <p>Plain ids must be unique among all realms. Keycloak's cache does not compare the realm of a user's consents and
 * links (UserCacheSession, 26.7), and Keycloak deletes sessions and permissions by the user's id alone. Constraints
 * ensure that plain ids are unique: a prefix is unique in the registry, an id is unique in its schema, a reserved id is
 * a primary key in the registry, and an id of a standard realm's user is a primary key in Keycloak's table. No
 * constraint spans the registry and Keycloak's table. So each writer first writes and then reads the other table:
 * {@link dev.tenantry.keycloak.user.TenantUserProvider} reads the reservations after its insert, and a reservation is
 * compared with Keycloak's table after the reservation's commit. So if two writers run at once, at least one of them
 * finds the row of the other.
 *
 * <p>Translates between Keycloak's models and the stores of {@code core.user}. Calls these stores through {@code
 * session}. Contains no SQL. The factories here replace Keycloak's own: of two factories with the same id, Keycloak
 * takes the one with the higher order. Keycloak's own classes still serve standard realms and other storage providers'
 * users.
 *
 * <p>Rejected: a credential manager on the user model, because cached users would bypass it. Rejected: a registry row
 * for each user, because each new user would cost a write to another database. Rejected: ids that contain a keyed
 * digest (HMAC) of the realm, because the servers would need a key, and because finding the tenant of an id would take
 * one computation per tenant. Rejected: plain ids for all imports, because the sender of an import could choose an id
 * of another realm.
 */
package dev.tenantry.keycloak.user;
