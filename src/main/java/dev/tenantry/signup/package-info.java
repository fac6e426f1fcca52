/**
 * What strangers see: the form that makes a tenant, the link that confirms it, the tenant's welcome, and the way to a
 * tenant's login page.
 *
 * <p>Keycloak's side of {@code form}: reads requests, asks {@code realm} to provision as the admin API does, shows
 * pages by Keycloak's own login forms and themes. What is refused is a page and no exception here, so the transaction
 * is told to roll back. Rejected: a step in Keycloak's registration flow, which makes a user of a realm that is there
 * and can't lead into another one; a page of our own making, which would know neither the operator's theme nor
 * Keycloak's languages; and an index of all tenants' e-mail addresses to find people by, which would gather in one
 * place what the schemas keep apart, and would have to be kept in step.
 */
package dev.tenantry.signup;
