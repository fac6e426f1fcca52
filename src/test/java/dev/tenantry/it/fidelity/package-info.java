/**
 * Tests that Keycloak's REST APIs give the same answers about a tenant's users as about users of Keycloak's own store.
 * Apart from the tests of the known deviations, each test is a script of requests. The script sends each request to a
 * standard realm and to a tenant's realm of the same server. The test fails if the answers differ, and reports all
 * differences. Scripts use the methods of {@code TwoRealms}.
 *
 * <p>A script states only whether Keycloak accepts or refuses a request. The standard realm gives the expected answer
 * in each run.
 */
package dev.tenantry.it.fidelity;
