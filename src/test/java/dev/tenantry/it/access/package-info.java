/**
 * Tests of the administration of a tenant's realm by users of realm master. A user of master needs the role
 * {@code admin}, or a grant for a limited time.
 */
package dev.tenantry.it.access;
