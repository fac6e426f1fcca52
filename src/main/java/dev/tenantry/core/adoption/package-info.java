/**
 * Adopts a realm (moves its users from Keycloak's own tables into a schema of their own) and releases a tenant (moves
 * the users back). Both operations are background jobs. If the server that runs a job stops, another server continues
 * the job.
 *
 * <p>Start at {@link dev.tenantry.core.adoption.Adoptions}. A job has these steps:
 * <ol>
 * <li>Users are copied page by page, in the order of their ids.
 * <li>Each page is compared on both sides.
 * <li>The realm switches sides: from this step on, Keycloak reads the copies.
 * <li>Events and invitations are moved. Then the original users are removed, unless they have changed since the
 *   comparison.
 * </ol>
 * Until the realm switches sides, Keycloak does not read the copies, so the job can be canceled. An interrupted step
 * can be run again, so the job can be interrupted at any time. Whenever a server begins to work on a job, the job gets
 * a new attempt number ({@link dev.tenantry.core.job.JobLease}). Each writing transaction checks, in the database that
 * it writes to, that its attempt number is the latest. So if a server was suspended and another server has continued
 * the job meanwhile, the first server commits nothing more.
 *
 * <p>Both sides are a {@link dev.tenantry.core.adoption.UserSide}, which returns whole users
 * ({@link dev.tenantry.core.user.StoredUser}). Users are compared by digests
 * ({@link dev.tenantry.core.adoption.UserDigest}), which do not depend on the database. A page is written by few
 * statements: one COPY into a schema, or batched inserts into Keycloak's own tables. Meanwhile, the next page is read
 * ({@link dev.tenantry.core.adoption.PagesAhead}).
 *
 * <p>Plain Java on {@code lifecycle}, {@code user}, {@code event}, {@code invitation}, {@code tenant}, {@code db} and
 * {@code job}; {@link dev.tenantry.core.adoption.LocalRealms} does Keycloak's part. Rejected: {@code insert … select},
 * since the two sides may be in two databases, and since a large realm would need one long transaction. Rejected:
 * moving users while they sign in, since changes made meanwhile would have to be copied too.
 */
package dev.tenantry.core.adoption;
