/**
 * Adopts a realm (moves its users from Keycloak's own tables into a schema of their own) and releases a tenant (moves the
 * users back). Each is a job that runs in the background and survives the server that started it.
 *
 * <p>Start at {@link dev.tenantry.adoption.Adoptions}. A job has these steps:
 * <ol>
 * <li>Users are copied page by page, in the order of their ids.
 * <li>Each page is compared in the place that it came from and in the place that it went to.
 * <li>The realm changes sides: from now on Keycloak reads the copies.
 * <li>The originals are removed, if they are still as they were compared.
 * </ol>
 * Until the realm changes sides the copies are not read, so the job can be canceled. Each step can be repeated, so the
 * job can be interrupted at any time. Each transaction that writes checks the number of its attempt
 * ({@link dev.tenantry.adoption.Claim}) in the database that it writes to: if a server was suspended while another
 * server continued the job, the first server commits nothing more.
 *
 * <p>Both places are a {@link dev.tenantry.adoption.UserSide}, which hands over whole users
 * ({@link dev.tenantry.user.StoredUser}). Two sides hold the same users if their digests are equal
 * ({@link dev.tenantry.adoption.UserDigest}), in whatever databases they are. A page is written by few statements (one COPY
 * into a schema, batched inserts into Keycloak's own tables) while the next page is read
 * ({@link dev.tenantry.adoption.PagesAhead}).
 *
 * <p>Plain Java on {@code user}, {@code tenant}, {@code db} and {@code job}; Keycloak's part is done by
 * {@link dev.tenantry.adoption.LocalRealms}. Rejected: {@code insert … select} (the two sides may be two databases, and a
 * large realm would be one long transaction), and moving users while they sign in (their changes would have to be
 * followed).
 */
package dev.tenantry.adoption;
