/**
 * Tests of the public pages. Visitors sign up, look for their tenant, and attack the pages. The pages are switched off
 * by default. The servers of these tests have the pages switched on.
 */
package dev.tenantry.it.signup;
