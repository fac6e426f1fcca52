/**
 * Tests of the look of tenants' pages and mails, and of the hosts of tenants. Most of the tests use a real Chromium.
 * They also take pictures for docs/screenshots.
 */
package dev.tenantry.it.look;
