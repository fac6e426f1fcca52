/**
 * The branding of a tenant's pages and mails: the tenant's logo and the color of its buttons. This package checks each
 * value of a branding, and returns only harmless values. The check is needed because the values come from requests and
 * from a realm's attributes, and the realm's admin can set these attributes to any text.
 *
 * <p>This package is plain Java, and depends on no other package of Tenantry. Rejected: SVG logos, since they can
 * contain scripts. Rejected: images on other servers, since those servers would learn which users sign in. Rejected: a
 * configurable color for the text of pages, since its contrast would have to be checked on each background.
 */
package dev.tenantry.core.branding;
