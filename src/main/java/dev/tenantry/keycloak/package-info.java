/**
 * The middle one of Tenantry's three wings (top-level packages) {@code core}, {@code keycloak} and {@code web}. This
 * wing translates between Keycloak and {@link dev.tenantry.core}.
 *
 * <p>This wing depends on {@code core}, and never on {@code web}. If code here follows or works around a class of
 * Keycloak, a comment names that class and the version of Keycloak.
 */
package dev.tenantry.keycloak;
