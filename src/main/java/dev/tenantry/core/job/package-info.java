/**
 * The common parts of jobs that another server continues if their own server dies: the lease, by which one server at a
 * time works on a job; the heartbeat, which renews the lease; and the threads that run jobs.
 *
 * <p>Plain Java on {@code tenant} and {@code db}; used by {@code migration}, {@code adoption} and {@code maintenance}.
 * Those packages define what a job is, and which server may continue a job. Rejected: one table for all kinds of jobs,
 * since most columns would be empty in each row.
 */
package dev.tenantry.core.job;
