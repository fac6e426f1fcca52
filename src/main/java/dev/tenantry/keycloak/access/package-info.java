/**
 * Access of operators to one tenant's realm for a limited time: grants, their roles, and their expiry.
 *
 * <p>A grant is a role of the realm's management client in the administration realm, so Keycloak itself decides what
 * the operator may do. Depends on {@code realm} and {@code core}.
 */
package dev.tenantry.keycloak.access;
