/** The tenants console in Chromium, on a platform with two dozen tenants and a past. */
package dev.tenantry.it.console;
