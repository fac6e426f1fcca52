/**
 * Tests how a platform's operator manages a tenant after its provisioning: the tenant is suspended, archived, renamed,
 * repaired and dropped. Each test has two tenants with a user of the same name, and the second tenant is not affected.
 */
package dev.tenantry.it.life;
