/**
 * Tests the public pages. Visitors sign up, look for their tenant, and attack the pages. The servers of these tests
 * have the pages switched on. The servers of all other tests have the pages switched off, which is the default.
 */
package dev.tenantry.it.signup;
