/**
 * The public pages: the sign-up form, the link that confirms a sign-up, the tenant's welcome page, and the search
 * for a tenant's login page.
 *
 * <p>Keycloak's side of {@code core.signup}: reads requests, provisions through {@code keycloak.provisioning} as the
 * admin API does, and shows pages by Keycloak's own login forms and themes. Here a refusal is a page and not an
 * exception, so the code marks the transaction for rollback. Rejected: a step in Keycloak's registration flow, which
 * creates a user of an existing realm and can't lead into another realm. Also rejected: pages outside Keycloak's
 * login forms, which would lack the operator's theme and Keycloak's languages; and an index of all tenants' e-mail
 * addresses, which would gather in one place what the schemas keep apart, and would need synchronization.
 */
package dev.tenantry.web.signup;
