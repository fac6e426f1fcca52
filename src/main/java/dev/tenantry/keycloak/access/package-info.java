/**
 * Access of operators to one tenant's realm for a limited time: grants, and the roles that store grants. The package
 * {@code operations} ends expired grants.
 *
 * <p>A grant is a role of the realm's management client in realm master, so Keycloak itself decides what the operator
 * may do. Depends on {@code realm} and {@code core}.
 */
package dev.tenantry.keycloak.access;
