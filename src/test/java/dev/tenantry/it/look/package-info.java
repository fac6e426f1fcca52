/**
 * What people see, in a real Chromium: the pages and mails of tenants with different looks. The pictures in
 * docs/screenshots are made here.
 */
package dev.tenantry.it.look;
