/**
 * Login events and admin events of tenant realms, in the tenants' schemas.
 *
 * <p>Replaces Keycloak's event store. Records an event in the transaction that changes the tenant's users, so that both
 * are committed or neither. A failed login has no such transaction: Keycloak records its event in a session of its own.
 * Keycloak's admin API and console list and delete the events through the same store.
 *
 * <p>The tenant's state decides where an event goes. An active or suspended tenant records it. An archived tenant, or a
 * tenant that is being removed, discards and counts it. During an adoption or a release, the event is recorded in
 * Keycloak's own tables. If the tenant's database is unavailable, the request that would record an event fails with a
 * 503.
 *
 * <p>Depends on {@code user} and {@code session}. Rejected: Keycloak's user sessions in the schema, because Keycloak
 * writes them while it commits, when no transaction can join any more (JpaUserSessionPersisterProvider, 26.7).
 */
package dev.tenantry.keycloak.event;
