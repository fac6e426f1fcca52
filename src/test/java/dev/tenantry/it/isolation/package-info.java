/**
 * Tests that try the credentials and ids of one tenant on every endpoint of another tenant. The list of endpoints is
 * read from Keycloak's own classes, so that the tests also try the endpoints of a new version of Keycloak. The tests
 * print how often each status was answered.
 */
package dev.tenantry.it.isolation;
