/** Tests the tenants console in Chromium, on a server with two dozen tenants and with statistics of past days. */
package dev.tenantry.it.console;
