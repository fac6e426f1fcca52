/**
 * Adds the realm's branding to Keycloak's pages and mails. The theme {@code tenantry} shows it; other themes look
 * unchanged.
 *
 * <p>Depends on {@code core.branding}. Rejected: templates that read the realm's attributes, because mails have no
 * access to them and a template can't validate them.
 */
package dev.tenantry.keycloak.theme;
