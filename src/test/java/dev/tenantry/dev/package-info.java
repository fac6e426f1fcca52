/**
 * The development server that {@code mvn -Prun} starts: PostgreSQL, Keycloak with this extension, and a demo tenant.
 *
 * <p>Made of the same parts as the integration tests, so it may use the test support and nothing of the extension
 * itself, which it reaches over HTTP. Nothing may depend on this package.
 */
package dev.tenantry.dev;
