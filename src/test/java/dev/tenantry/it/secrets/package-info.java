/**
 * Tests that use unique values as passwords and personal data of a tenant and of a standard realm on the same server,
 * and then look for these values in everything that the server writes.
 */
package dev.tenantry.it.secrets;
