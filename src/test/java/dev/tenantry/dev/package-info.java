/**
 * The development server that {@code mvn -Prun} starts: PostgreSQL, Keycloak with this extension, and a demo tenant.
 *
 * <p>The server is made of the same parts as the integration tests. This package may use the test support, but no
 * class of the extension, which it calls over HTTP. No other package may depend on this one.
 */
package dev.tenantry.dev;
