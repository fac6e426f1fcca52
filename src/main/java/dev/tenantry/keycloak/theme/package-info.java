/**
 * Passes the realm's branding to the templates of Keycloak's pages and mails. The theme {@code tenantry} shows the
 * branding. Other themes ignore the branding.
 *
 * <p>This package depends on {@code core.branding}. Rejected: templates that read the realm's attributes. Mail
 * templates have no access to the attributes, and a template can't validate values.
 */
package dev.tenantry.keycloak.theme;
