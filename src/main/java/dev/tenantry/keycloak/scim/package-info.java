/**
 * Keycloak's SCIM API (feature {@code scim-api}) in tenant realms. Refuses filters that Keycloak would evaluate on its
 * own user tables.
 *
 * <p>Keycloak evaluates a filter by a query on its own tables, where a tenant has no users, and answers 200 with an
 * empty list. Identity management systems check whether a user exists before they create the user, and would understand
 * the empty list as "no such user". The rest of the API uses the user provider and works for a tenant's users. Depends
 * on {@code user}.
 */
package dev.tenantry.keycloak.scim;
