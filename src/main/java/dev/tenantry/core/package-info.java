/**
 * The lowest of the three wings {@code core}, {@code keycloak} and {@code web}. Manages tenants, their schemas, users
 * and jobs in plain Java on JDBC, without Keycloak and HTTP.
 *
 * <p>Depends on no other wing. A class belongs here if it needs no class of Keycloak. Rejected: a Maven module for each
 * wing. The provider is one JAR, and {@code ArchitectureTest} already forbids the dependencies that modules would
 * forbid.
 */
package dev.tenantry.core;
