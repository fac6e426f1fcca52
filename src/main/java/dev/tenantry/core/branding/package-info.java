/**
 * The branding of a tenant's pages and mails: its logo and the color of its buttons. Plain Java. Values come from
 * requests and from a realm's attributes, which the realm's admin can set to any text. This package alone decides which
 * of these values are harmless and may be used.
 *
 * <p>Depends on no other package of the project. Rejected: SVG logos, since they can contain scripts. Rejected: images
 * on other servers, since those servers would learn which users sign in. Rejected: colors for text, since the contrast
 * would have to be checked on each background.
 */
package dev.tenantry.core.branding;
