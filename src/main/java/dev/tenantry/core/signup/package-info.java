/**
 * Sign-ups, and the common parts of forms that any stranger may send: the fields and their problems, tokens against
 * forged requests, limits for senders, and sign-ups whose link has not been used yet.
 *
 * <p>Plain Java on {@code tenant} and {@code db}; knows neither Keycloak nor HTTP. Rejected: counting senders in
 * Keycloak's cache of single-use objects, which has no counter that several servers can increment, is lost at a
 * restart, and would take as many steps for each request as requests are allowed (here it is one statement); and
 * reserving the name of a pending sign-up, since an attacker could reserve all good names.
 */
package dev.tenantry.core.signup;
