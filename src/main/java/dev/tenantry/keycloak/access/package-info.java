/**
 * Access of operators to one tenant's realm for a limited time: grants, and the roles that store grants. {@code
 * operations} ends grants whose time is over.
 *
 * <p>A grant is a role of the realm's management client in the administration realm, so Keycloak itself decides what
 * the operator may do. Depends on {@code realm} and {@code core}.
 */
package dev.tenantry.keycloak.access;
