/**
 * Where pages of this extension are: below {@code /realms/{realm}/tenants}. Hands each page to the package that it is of,
 * such as {@code console}, and knows nothing else of them; nothing depends on it.
 */
package dev.tenantry.page;
