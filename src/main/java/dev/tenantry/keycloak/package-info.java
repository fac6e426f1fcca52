/**
 * The second of Tenantry's three wings (top-level packages), between {@code core} and {@code web}: translates between
 * Keycloak and {@link dev.tenantry.core}.
 *
 * <p>Depends on {@code core}, and never on {@code web}. If code here follows or works around a class of Keycloak, a
 * comment names that class and the version.
 */
package dev.tenantry.keycloak;
