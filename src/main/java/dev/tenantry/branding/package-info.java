/**
 * What a tenant's pages and mails look like: its logo and the color of its buttons. Plain Java, and the one place that
 * says what is harmless: values come from requests, and from a realm's attributes, which whoever administers the realm
 * can set to anything.
 *
 * <p>Depends on nothing of ours. Rejected: SVG logos, which are programs; addresses of images, by which a foreign
 * server would learn who signs in; colors for text, which would have to be judged on each background there is.
 */
package dev.tenantry.branding;
