/**
 * Gives operators access to one tenant's realm for a limited time. A grant stores which roles over the realm an
 * operator has, and when the access ends. The package {@code operations} ends expired grants.
 *
 * <p>A grant is stored as a role of the realm's management client in realm master, so Keycloak itself decides what the
 * operator may do. This package depends on {@code realm} and {@code core}.
 */
package dev.tenantry.keycloak.access;
