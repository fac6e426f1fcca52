/**
 * Classes that several operations on a tenant's realm use: the realm's lock, hosts, events and management roles, the
 * tokens of a realm out of service, reserved names and ids, requests' JSON, and the observation of operations.
 *
 * <p>Used by {@code provisioning}, {@code lifecycle}, {@code access}, {@code bundle}, {@code operations} and {@code
 * startup}. Each operation runs inside {@link dev.tenantry.keycloak.realm.ObservedOperation} or {@link
 * dev.tenantry.keycloak.realm.SessionOperation}. Depends on {@code session}, {@code user}, {@code local} and {@code
 * core}. {@code web} uses requests, hosts and names, but never the lock, the events or the management roles.
 */
package dev.tenantry.keycloak.realm;
