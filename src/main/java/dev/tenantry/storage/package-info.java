/**
 * A tenant's users as Keycloak sees them: the user storage provider, the user model, and the federated storage that
 * keeps credentials, consents and links.
 *
 * <p>Translates between Keycloak's models and the stores of {@code user}, reaches them through {@code server}, and
 * holds no SQL. The credential store replaces Keycloak's {@code userFederatedStorage} under its own id, since Keycloak
 * resolves it by that alone; a credential manager of our own on the user model would be bypassed by the cached user.
 * What belongs to other realms, or to users of other storage providers, goes to Keycloak's own.
 */
package dev.tenantry.storage;
