/**
 * Nobody crosses over: what one tenant's people hold or know is tried on every endpoint of another tenant. Endpoints are
 * read off Keycloak's own classes, so that one that is new is tried too, and what was tried is printed.
 */
package dev.tenantry.it.isolation;
