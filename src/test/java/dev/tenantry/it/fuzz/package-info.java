/**
 * Nonsense of every kind, sent to every endpoint of ours and to those of Keycloak that reach a tenant's tables. What
 * is sent is fixed ({@code Nonsense}) but for a last part, whose seed is printed; {@code -Dtenantry.fuzz.seed=} repeats
 * it.
 */
package dev.tenantry.it.fuzz;
