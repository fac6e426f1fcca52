/**
 * What people and applications do with a realm, from the mail that resets a password to the security key, each way gone
 * as a browser goes it and each in a standard realm and in a tenant's: what the one does the other must do as well.
 */
package dev.tenantry.it.flows;
