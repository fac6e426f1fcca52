/**
 * Adopting a realm and releasing a tenant: a job that moves users with all they own from Keycloak's own tables into a
 * schema, or back, and outlives the server that began it.
 *
 * <p>Start at {@link dev.tenantry.adoption.Adoptions}. Users are copied page by page in order of their ids, then each
 * page is compared where it came from and where it went, then the realm changes sides, then those left behind are
 * removed, where they still are as they were compared. Until the realm changes sides the copies are nobody's, so the
 * job can be given up; each step can be repeated, so it can be cut short anywhere. Each transaction that writes checks
 * the number of its attempt ({@link dev.tenantry.adoption.Claim}) in the database that it writes to: a server that stood
 * still while another one went on with the job commits nothing any more. Both sides are a
 * {@link dev.tenantry.adoption.UserHome}, whose rows ({@link dev.tenantry.adoption.UserRows}) are the same text on
 * both, in whatever databases they are. Plain Java on {@code tenant}, {@code db} and {@code job}; what Keycloak has to
 * do is asked through {@link dev.tenantry.adoption.LocalRealms}. Rejected: one {@code insert … select} for each table
 * (the two sides may be two databases, and a large realm would be one long transaction), and moving users while they
 * sign in (what they change meanwhile would have to be followed).
 */
package dev.tenantry.adoption;
