/**
 * Stores the login events and admin events of tenant realms in the tenants' schemas.
 *
 * <p>This package replaces Keycloak's event store. An event is recorded in the transaction that changes the tenant's
 * users, so that the event is committed together with these changes. Keycloak records the event of a failed login in a
 * separate session. Keycloak's admin API and console list and delete events through this store.
 *
 * <p>The tenant's state decides where an event goes. If the tenant is active or suspended, the event is recorded in the
 * tenant's schema. If the tenant is archived or being removed, the event is discarded, and only a counter increases.
 * During an adoption or a release, the event is recorded in Keycloak's own tables. If the tenant's database is
 * unavailable, the request that would record an event fails with a 503.
 *
 * <p>This package depends on {@code user} and {@code session}. Rejected: storing Keycloak's user sessions in the
 * tenant's schema too, because Keycloak writes the sessions during its commit, when no other transaction can join
 * (JpaUserSessionPersisterProvider, 26.7).
 */
package dev.tenantry.keycloak.event;
