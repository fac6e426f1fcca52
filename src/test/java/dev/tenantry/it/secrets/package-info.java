/**
 * Values that nobody else would say are taken through a tenant's life, and through that of a standard realm on the same
 * server, and then looked for wherever the server says something.
 */
package dev.tenantry.it.secrets;
