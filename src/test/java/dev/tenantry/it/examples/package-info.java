/** The applications in the folder {@code examples}: one deployment of each serves all tenants. */
package dev.tenantry.it.examples;
