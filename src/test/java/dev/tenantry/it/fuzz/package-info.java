/**
 * Tests that send nonsense to each of Tenantry's endpoints and to those endpoints of Keycloak that reach a tenant's
 * tables. Most of the nonsense is fixed ({@code Nonsense}). The rest is random: the tests print the seed, and
 * {@code -Dtenantry.fuzz.seed=} repeats it.
 */
package dev.tenantry.it.fuzz;
