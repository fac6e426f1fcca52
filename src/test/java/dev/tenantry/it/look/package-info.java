/**
 * Tests in a real Chromium what users see: the pages and mails of tenants with different looks. These tests also take
 * the pictures in docs/screenshots.
 */
package dev.tenantry.it.look;
