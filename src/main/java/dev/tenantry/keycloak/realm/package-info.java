/**
 * A tenant's realm in Keycloak: its lock, its events, its hosts, the roles over it, its users' sessions and tokens,
 * and the ids that it shares with Keycloak's own tables.
 *
 * <p>The parts that {@code provisioning}, {@code lifecycle}, {@code access} and {@code bundle} have in common. Each
 * of their operations runs inside {@link dev.tenantry.keycloak.realm.ObservedOperation}. Depends on {@code session}, {@code
 * user}, {@code local} and {@code core}. {@code web} does not use the lock, the events and the roles itself.
 */
package dev.tenantry.keycloak.realm;
