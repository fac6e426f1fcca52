/**
 * The branding of a tenant's pages and mails: its logo and the color of its buttons. Plain Java, and the only place
 * that decides which values are harmless: values come from requests, and from a realm's attributes, which the realm's
 * admin can set to any text.
 *
 * <p>Depends on no other package of the project. Rejected: SVG logos, which can contain scripts; addresses of images,
 * which would tell a foreign server which users sign in; colors for text, which would have to be checked on each
 * background.
 */
package dev.tenantry.core.branding;
