/**
 * The middle wing: translates between Keycloak and {@link dev.tenantry.core}.
 *
 * <p>Depends on {@code core}; does not know {@code web}. Cites the class of Keycloak that a piece of code follows.
 */
package dev.tenantry.keycloak;
