/** The tenants console as people use it, at a real Chromium, on a platform with two dozen tenants and a past. */
package dev.tenantry.it.console;
