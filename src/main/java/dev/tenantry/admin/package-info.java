/**
 * The admin REST API: {@code /admin/realms/master/tenants}.
 *
 * <p>Reads requests, checks who asks, calls {@code realm}, writes answers; nothing depends on it. What fails must be
 * thrown: Keycloak commits whatever a returned response leaves behind, be its status 4xx or not.
 */
package dev.tenantry.admin;
