/** Tests of the applications in the folder {@code examples}. One deployment of an application serves all tenants. */
package dev.tenantry.it.examples;
