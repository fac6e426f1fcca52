/**
 * Steps of Keycloak's login flows that treat users of any storage provider as guests from elsewhere, and a tenant's
 * users as its own here. Depends on {@code storage}.
 */
package dev.tenantry.login;
