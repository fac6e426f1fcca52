/** Who of master's users may administer a tenant's realm: master's role {@code admin}, and grants for a time. */
package dev.tenantry.it.access;
