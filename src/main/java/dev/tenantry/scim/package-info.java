/**
 * Keycloak's SCIM API (feature {@code scim-api}) in a tenant realm: filters that Keycloak answers from its own user tables
 * are refused.
 *
 * <p>Keycloak evaluates a filter by a query on its own tables, where a tenant has no users, and answers 200 with an empty
 * list. A client that asks whether a user exists, as identity management systems do before they create one, would take
 * the answer for a no. Everything else of the API works by user provider, and so on a tenant's users. Beside {@code realm};
 * depends on {@code storage}.
 */
package dev.tenantry.scim;
