/**
 * Tenantry's pages below {@code /realms/{realm}/tenants}. This package delegates each page to the page's own package,
 * such as {@code console}. No package depends on this package.
 */
package dev.tenantry.web.pages;
