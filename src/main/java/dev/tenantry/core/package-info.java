/**
 * The lowest wing: tenants, their schemas, users and jobs as plain Java on JDBC, without Keycloak and HTTP.
 *
 * <p>Depends on no other wing. A class belongs here if it needs no class of Keycloak. Rejected: a Maven module for
 * each wing. The provider is one JAR, and {@code ArchitectureTest} forbids what modules would.
 */
package dev.tenantry.core;
