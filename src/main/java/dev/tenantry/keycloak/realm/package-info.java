/**
 * Classes that several operations on a tenant's realm use: the realm's lock, hosts, events and management roles, the
 * tokens of a realm out of service, reserved names and ids, requests' JSON, and the observation of operations.
 *
 * <p>The packages {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle}, {@code operations} and
 * {@code startup} use this package. Package {@code web} uses some classes too, but never the lock, the events or the
 * management roles. Each operation runs inside {@link dev.tenantry.keycloak.realm.ObservedOperation} or
 * {@link dev.tenantry.keycloak.realm.SessionOperation}, except adoptions and releases, which are jobs. This package
 * depends on {@code session}, {@code user}, {@code local} and {@code core}.
 */
package dev.tenantry.keycloak.realm;
