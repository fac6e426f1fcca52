/**
 * Keycloak's SCIM API (feature {@code scim-api}) in tenant realms. Keycloak evaluates filters on its own user tables,
 * which have no users of tenants. The classes of this package translate filters to searches of the tenant's schema.
 *
 * <p>{@link dev.tenantry.keycloak.scim.ScimFilter} walks through the parsed filter, and applies Keycloak's rules for
 * unknown attributes. Two subclasses make conditions: {@link dev.tenantry.keycloak.scim.UserFilter} on the tenant's
 * users, and {@link dev.tenantry.keycloak.scim.GroupFilter} on Keycloak's groups. Keycloak's own metadata decides which
 * attribute of a user a path means. Keycloak's classes do all other work, through the user provider. A page takes two
 * round trips to the tenant's database: the list and the count. The user's groups are in the user's row. Keycloak looks
 * up the calling service account by one more round trip (MgmtPermissions.initIdentity, 26.7).
 *
 * <p>{@link dev.tenantry.keycloak.scim.ScimRefusal} keeps the status of refusals, such as the 503 of an outage.
 * Keycloak would answer 500. Depends on {@code user} and {@code core.user}.
 *
 * <p>Rejected: a subclass of Keycloak's ScimJPAPredicateEvaluator, because that class makes conditions on Keycloak's
 * tables. Rejected: Keycloak's joins (ScimJPAPredicateProvider, 26.7). With these joins, two tests of attributes would
 * have to hold for the same attribute, and a test of groups would hide all users without groups. A newer Keycloak uses
 * subqueries instead.
 */
package dev.tenantry.keycloak.scim;
