/**
 * Keycloak's SCIM API (feature {@code scim-api}) in tenant realms. Keycloak evaluates filters on its own user tables,
 * which have no users of tenants. The classes of this package translate filters to searches of the tenant's schema.
 *
 * <p>{@link dev.tenantry.keycloak.scim.ScimFilter} walks through the parsed filter, and applies Keycloak's rules for
 * unknown attributes. Two subclasses create conditions: {@link dev.tenantry.keycloak.scim.UserFilter} creates
 * conditions on the tenant's users, and {@link dev.tenantry.keycloak.scim.GroupFilter} creates conditions on Keycloak's
 * groups. Keycloak's classes do all other work, through the user provider. A page of users takes two round trips to the
 * tenant's database: one for the list, one for the count. Keycloak looks up the calling service account in one more
 * round trip (MgmtPermissions.initIdentity, 26.7).
 *
 * <p>{@link dev.tenantry.keycloak.scim.ScimRefusal} keeps the HTTP status of refusals, such as 503 for an unavailable
 * database. Keycloak would answer 500. This package depends on {@code user}, {@code core.user} and {@code core.db}.
 *
 * <p>Rejected: a subclass of Keycloak's ScimJPAPredicateEvaluator, because that class creates conditions on Keycloak's
 * tables. Rejected: the joins that Keycloak uses (ScimJPAPredicateProvider, 26.7). With these joins, a filter that
 * tests two attributes would require that a single attribute row matches both tests, and a filter that tests groups
 * would hide all users without groups. Newer versions of Keycloak use subqueries instead.
 */
package dev.tenantry.keycloak.scim;
