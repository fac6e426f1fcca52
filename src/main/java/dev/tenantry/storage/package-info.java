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
 * <p>Two kinds of ids ({@link dev.tenantry.storage.UserId}). A user's id names the tenant's component, which no other
 * realm has. Whoever was adopted with a stock realm keeps the plain id they had, since tokens, offline sessions and
 * permissions name them by it. Keycloak takes that for one of its own store, and asks there what it asks the federated
 * storage of the others; {@link dev.tenantry.storage.AdoptedUserProvider} answers. Both keep it by the same classes,
 * {@link dev.tenantry.storage.TenantCredentials} and its like. Every user is found under one id only. That no two
 * realms have a user of one plain id is for those to see to who write the rows: Keycloak's cache compares the realm of
 * a user that it holds, but not that of their consents and links.
 *
 * <p>Translates between Keycloak's models and the stores of {@code user}, reaches them through {@code server}, and
 * holds no SQL. Of two factories with one id Keycloak takes the higher order; what belongs to other realms, or to users
 * of other storage providers, goes to Keycloak's own classes. Rejected: a credential manager of our own on the user
 * model, which the cached user would pass by; and plain ids for everybody, since a storage provider's component is what
 * binds a realm to its tenant out of everybody's reach, and whoever imports users may choose their ids.
 */
package dev.tenantry.storage;
