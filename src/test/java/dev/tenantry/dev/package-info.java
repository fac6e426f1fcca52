/**
 * The development server that {@code mvn -Prun} starts: PostgreSQL, Keycloak with this extension, and a demo tenant.
 *
 * <p>The server consists of the same parts as the integration tests. This package calls the extension over HTTP. The
 * package may use the test support, but no class of the extension. No other package may depend on this package.
 */
package dev.tenantry.dev;
