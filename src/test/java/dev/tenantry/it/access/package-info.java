/** Administration of a tenant's realm by users of master: by role {@code admin}, or by a grant for a limited time. */
package dev.tenantry.it.access;
