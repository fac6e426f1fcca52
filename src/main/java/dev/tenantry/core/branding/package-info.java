/**
 * The branding of a tenant's pages and mails: its logo and the color of its buttons. Plain Java. The values come from
 * requests and from a realm's attributes. The realm's admin can set these attributes to any text. Therefore this
 * package checks each value, and returns only harmless values.
 *
 * <p>Depends on no other package of the project. Rejected: SVG logos, since they can contain scripts. Rejected: images
 * on other servers, since those servers would learn which users sign in. Rejected: a color for the text of pages, since
 * its contrast would have to be checked on each background.
 */
package dev.tenantry.core.branding;
