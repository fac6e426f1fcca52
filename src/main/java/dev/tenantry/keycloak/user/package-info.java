/**
 * A tenant's users as Keycloak sees them: the user storage provider, the user store, the user model, and the federated
 * storage for credentials, consents and links.
 *
 * <p>The user store ({@link dev.tenantry.keycloak.user.TenantUserProvider}) replaces Keycloak's own user store.
 * Keycloak calls the user store to find a user by name or e-mail, to add, list, count, import and export users, and for
 * service accounts. A user storage provider can't do all of this work. For some of these operations, Keycloak does not
 * call storage providers. For others, Keycloak would treat a storage provider's failure as an empty list, bypass
 * fine-grained permissions, or not validate users that LDAP has imported.
 *
 * <p>The user storage provider ({@link dev.tenantry.keycloak.user.TenantStorageProvider}) belongs to a component of the
 * realm. The component marks the realm as a tenant's. The user storage provider serves the users whose ids contain the
 * component's id. The federated storage replaces Keycloak's own federated storage, and keeps the data that belongs to
 * the id of such a user. The user storage provider and the user store both use
 * {@link dev.tenantry.keycloak.user.TenantUsers}.
 *
 * <p>{@link dev.tenantry.keycloak.user.TenantUserQueries} lists the users of all stores of a realm. It extends
 * Keycloak's own class, which would treat a failure of the user store as an empty page.
 *
 * <p>Keycloak's ids of a tenant's users are of two kinds ({@link dev.tenantry.keycloak.user.UserId}). A plain id looks
 * like the id of Keycloak's own users. An id is plain if it begins with the realm's prefix
 * ({@link dev.tenantry.core.tenant.IdPrefix}), as all new ids do, or if the registry reserves the id for the realm
 * ({@link dev.tenantry.core.tenant.PlainIds}). Any other id that an import chooses gets the id of the tenant's
 * component as a prefix ({@link dev.tenantry.keycloak.user.ChosenId}). For a user with a plain id, Keycloak calls the
 * user store and not the federated storage. {@link dev.tenantry.keycloak.user.PlainIdUserProvider} handles these calls.
 * Every user can be found by one id only.
 *
 * <p>Plain ids must be unique among all realms. Keycloak's cache does not compare the realm of a user's consents and
 * links (UserCacheSession, 26.7), and Keycloak deletes sessions and permissions by the user's id alone. These
 * constraints ensure that plain ids are unique:
 * <ul>
 * <li>A prefix is unique in the registry, and an id is unique in its schema.
 * <li>A reserved id is a primary key in the registry.
 * <li>An id of a standard realm's user is a primary key in Keycloak's table of users.
 * </ul>
 *
 * <p>No constraint spans the registry and Keycloak's table. So {@link dev.tenantry.keycloak.user.TenantUserProvider}
 * first inserts a standard realm's user and then searches the reservations for the user's id. A request that reserves
 * an id first commits the reservation and then searches Keycloak's table for the id. If the user and the reservation
 * are written at once, at least one of these two searches finds the conflict.
 *
 * <p>This package translates between Keycloak's models and the stores of {@code core.user}, and contains no SQL. The
 * factories of this package replace Keycloak's own factories: of two factories with the same id, Keycloak takes the
 * factory with the higher order. Keycloak's own classes still serve standard realms and other storage providers' users.
 *
 * <p>Rejected: a credential manager on the user model, because cached users would bypass it. Rejected: a registry row
 * for each user, because each new user would cost a write to another database. Rejected: ids that contain a keyed
 * digest (HMAC) of the realm, because the servers would need a key, and because finding the tenant of an id would take
 * one computation per tenant. Rejected: plain ids for all imports, because the sender of an import could choose an id
 * of another realm.
 */
package dev.tenantry.keycloak.user;
