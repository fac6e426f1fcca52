/**
 * Sign-ups, and the common parts of forms that any stranger may send: the fields and their problems, tokens against
 * forged requests, limits for senders, and pending sign-ups. A sign-up is pending until its mailed link is used.
 *
 * <p>Plain Java. Depends on {@code tenant} and {@code db}, and on neither Keycloak nor HTTP. Rejected: counting senders
 * in Keycloak's cache of single-use objects. That cache is lost at a restart, and has no counter that several servers
 * can increment: to enforce a limit of n requests, a request would need up to n cache accesses. In the database, a
 * request needs one SQL statement. Rejected: reserving the name of a pending sign-up, since an attacker could reserve
 * all good names.
 */
package dev.tenantry.core.signup;
