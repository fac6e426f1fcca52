/**
 * What forms that anybody may send have in common, and what a sign-up is: what was typed and what is wrong with it,
 * tokens against forged requests, how often one sender may send, sign-ups that wait for their link.
 *
 * <p>Plain Java on {@code tenant} and {@code db}; knows neither Keycloak nor HTTP. Rejected: to count senders in
 * Keycloak's cache of single-use objects, which has no counter that several servers can raise at once, forgets at a
 * restart, and would take as many steps for each request as there are requests allowed; here it is one statement. Also
 * rejected: to keep an open sign-up's name from others, who could be locked out of all good names so.
 */
package dev.tenantry.form;
