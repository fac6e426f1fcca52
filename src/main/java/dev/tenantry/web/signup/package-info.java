/**
 * The public pages: the sign-up form, the link that confirms a sign-up, the tenant's welcome page, and the search for a
 * tenant's login page.
 *
 * <p>This package checks requests by the rules of {@code core.signup}, provisions through {@code keycloak.operations},
 * and shows pages with Keycloak's own login forms and themes. If a form is refused, the code returns a page and throws
 * no exception, so the code itself must mark the transaction for rollback. Rejected: a step in Keycloak's registration
 * flow, since that flow creates a user of an existing realm, and can't continue in another realm. Rejected: pages
 * outside Keycloak's login forms, since such pages would lack the operator's theme and Keycloak's translations.
 * Rejected: an index of all tenants' e-mail addresses, since the index would store in one place the data that the
 * schemas isolate, and would have to be synchronized with the schemas.
 */
package dev.tenantry.web.signup;
