/**
 * Adopts realms and releases tenants. An adoption moves the users of a realm from Keycloak's own tables into a new
 * schema. A release moves the users of a tenant back into Keycloak's own tables. Each adoption and each release is a
 * background job. If the server that runs a job stops, another server continues the job.
 *
 * <p>Start at {@link dev.tenantry.core.adoption.Adoptions}. A job has these steps:
 * <ol>
 * <li>The job copies users page by page, in the order of their ids.
 * <li>The job compares each page of copies with the original users.
 * <li>The job switches the realm to the copies: from this step on, Keycloak reads the copies.
 * <li>The job moves events and invitations. Then the job removes the original users, unless they have changed since the
 *   comparison.
 * </ol>
 *
 * <p>Before the realm is switched, Keycloak does not read the copies, so the job can be canceled. An interrupted step
 * can be run again, so the job can be interrupted at any time. Whenever a server begins to work on a job, the job gets
 * a new attempt number ({@link dev.tenantry.core.job.JobLease}). Each writing transaction checks, in the database that
 * it writes to, that its attempt number is the latest number. The schema mark of a tenant in service contains no
 * attempt number. So while a server moves events and invitations to such a tenant's schema, a transaction in the
 * registry prevents a takeover. So if a server was suspended, and another server has continued the job meanwhile, the
 * suspended server can commit nothing more.
 *
 * <p>Keycloak's own tables and the schema each have an implementation of {@link dev.tenantry.core.adoption.UserSide},
 * which returns users with all their data ({@link dev.tenantry.core.user.StoredUser}). Users are compared by digests
 * ({@link dev.tenantry.core.adoption.UserDigest}), which do not depend on the database. A page is written by few
 * statements: one COPY into a schema, or batched inserts into Keycloak's own tables. While a page is written, the next
 * page is read ({@link dev.tenantry.core.adoption.PagesAhead}).
 *
 * <p>This package is plain Java, and depends on {@code lifecycle}, {@code user}, {@code event}, {@code invitation},
 * {@code tenant}, {@code db} and {@code job}. {@link dev.tenantry.core.adoption.LocalRealms} is the interface to
 * Keycloak's realms and tables. Rejected: {@code insert … select}, since Keycloak's tables and the schema may be in two
 * databases, and since a large realm would need one long transaction. Rejected: moving users while they sign in, since
 * changes made during the job would have to be copied too.
 */
package dev.tenantry.core.adoption;
