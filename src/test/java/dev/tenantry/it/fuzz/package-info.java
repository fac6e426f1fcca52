/**
 * Tests that send nonsense to each of Tenantry's endpoints and to those endpoints of Keycloak that reach a tenant's
 * tables. Most of the nonsense is fixed ({@code Nonsense}). The rest is random: the tests print the seed, and the same
 * random nonsense is sent again with {@code -Dtenantry.fuzz.seed=SEED}.
 */
package dev.tenantry.it.fuzz;
