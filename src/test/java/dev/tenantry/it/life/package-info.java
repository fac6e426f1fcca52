/**
 * Tests of the operations that a platform's operator runs on tenants, such as suspending, archiving, renaming,
 * repairing and dropping a tenant. Many of these tests have a second tenant with a user of the same name, and check
 * that the operation on the first tenant does not affect the second tenant.
 */
package dev.tenantry.it.life;
