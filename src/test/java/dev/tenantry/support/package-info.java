/**
 * What the tests stand on: a real PostgreSQL, a real Keycloak distribution in a process of its own, or both in
 * containers, and the clients that talk to them as an administrator, an application and a browser would.
 *
 * <p>Knows Keycloak only from the outside (its command line and its HTTP endpoints), so nothing here may use a class
 * of Keycloak or of the extension. Every test package and the development server may use it.
 */
package dev.tenantry.support;
