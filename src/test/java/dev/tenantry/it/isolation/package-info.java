/**
 * Tests that try the credentials and ids of one tenant on every endpoint of another tenant. The endpoints are read from
 * Keycloak's own classes, so that the tests try new endpoints too. The tests print how often each status was answered.
 */
package dev.tenantry.it.isolation;
