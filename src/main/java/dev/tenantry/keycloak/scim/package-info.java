/**
 * Keycloak's SCIM API (feature {@code scim-api}) in a tenant realm: refuses filters that Keycloak answers from its own
 * user tables.
 *
 * <p>Keycloak evaluates a filter by a query on its own tables, where a tenant has no users, and answers 200 with an
 * empty list. Identity management systems check that a user exists before they create the user, and would take the
 * empty list for "no such user". The rest of the API uses the user provider and works for a tenant's users. Beside
 * {@code realm}; depends on {@code user}.
 */
package dev.tenantry.keycloak.scim;
