/** The sample application of the folder {@code sample}: one deployment, many tenants. */
package dev.tenantry.it.sample;
