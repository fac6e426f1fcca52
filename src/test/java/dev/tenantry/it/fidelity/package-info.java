/**
 * What Keycloak's REST APIs answer about a tenant's users is what they answer about users of Keycloak's own store. Each
 * test is one script of requests that runs against a standard realm and a tenant of the same server, request by
 * request, and fails with every answer that is not the same; {@code TwoRealms} has what scripts are written with.
 *
 * <p>Nothing here says what Keycloak should answer beyond whether it accepts: stock Keycloak is asked each time.
 */
package dev.tenantry.it.fidelity;
