/**
 * Tests of flows of users and applications in a realm, from the mail that resets a password to the security key. The
 * tests send the requests that a browser sends. The tests run in a tenant's realm. With
 * {@code -Dtenantry.controls=true}, most of the tests also run in a standard realm, and expect the same outcome there.
 */
package dev.tenantry.it.flows;
