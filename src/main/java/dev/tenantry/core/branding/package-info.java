/**
 * The branding of a tenant's pages and mails: its logo and the color of its buttons. Plain Java. Only this package
 * decides which values are harmless. Values come from requests and from a realm's attributes, which the realm's admin
 * can set to any text.
 *
 * <p>Depends on no other package of the project. Rejected: SVG logos, since they can contain scripts. Rejected:
 * addresses of images on other servers, since those servers would learn which users sign in. Rejected: colors for text,
 * since the contrast would have to be checked on each background.
 */
package dev.tenantry.core.branding;
