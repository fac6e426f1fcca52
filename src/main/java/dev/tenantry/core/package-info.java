/**
 * The lowest of Tenantry's three wings (top-level packages) {@code core}, {@code keycloak} and {@code web}. This wing
 * manages tenants, their schemas, users and jobs in plain Java on JDBC, without Keycloak and HTTP.
 *
 * <p>This wing depends on no other wing. A class belongs here if it needs no class of Keycloak. Rejected: a Maven
 * module for each wing. The provider is one JAR, and {@code ArchitectureTest} already forbids the dependencies that
 * modules would forbid.
 */
package dev.tenantry.core;
