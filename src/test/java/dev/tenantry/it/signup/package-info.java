/**
 * What strangers do at the pages that anybody may open: they sign up, look for their tenant, and attack. Two servers
 * where these pages are on; the others' have them off, as is usual.
 */
package dev.tenantry.it.signup;
