/**
 * The extension's pages below {@code /realms/{realm}/tenants}. Delegates each page to its package, such as {@code
 * console}. No package depends on this one.
 */
package dev.tenantry.web.pages;
