/**
 * Replaces Keycloak's classes that treat a tenant's users differently from the users of a standard realm. One of these
 * classes treats the users of every storage provider differently from Keycloak's own users. The other classes hide that
 * the database is unavailable, and report another error instead, such as wrong credentials. A factory in this package
 * has the id of the Keycloak factory that it replaces. This package depends on {@code user} and {@code session}.
 */
package dev.tenantry.keycloak.login;
