/**
 * A tenant's life after its provisioning, as a platform's operator leads it through: suspended, archived, renamed,
 * repeated, reconciled, dropped. Each test has two tenants with a user of the same name, and the other one goes on
 * undisturbed.
 */
package dev.tenantry.it.life;
