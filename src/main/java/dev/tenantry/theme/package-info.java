/**
 * What Keycloak's pages and mails are given beyond what Keycloak gives them: the branding of their realm, which the
 * theme {@code tenantry} shows. Themes that know nothing of it look as ever.
 *
 * <p>Depends on {@code branding}. Rejected: having the templates read the realm's attributes, which mails don't have
 * and which need more than a template to be judged.
 */
package dev.tenantry.theme;
