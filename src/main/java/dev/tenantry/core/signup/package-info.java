/**
 * Pending sign-ups, and the common parts of public forms: fields, problems of fields, tokens against forged requests,
 * and limits for senders. A sign-up is pending until its mailed link is used.
 *
 * <p>This package is plain Java. The package depends on {@code tenant} and {@code db}, but not on Keycloak or HTTP.
 *
 * <p>Rejected: counting the requests of senders in Keycloak's cache of single-use objects. A restart empties this
 * cache. The cache also has no counter: for a limit of n requests, each request would need up to n cache accesses. In
 * the database, each request needs one SQL statement. Rejected: reserving the name that a pending sign-up requests for
 * its tenant, since an attacker could reserve all good names.
 */
package dev.tenantry.core.signup;
