/**
 * The common parts of background jobs: the lease, which lets one server at a time work on a job, the heartbeat, which
 * renews the lease, and the threads that run the jobs. If the server that runs a job dies, another server continues the
 * job.
 *
 * <p>This package is plain Java, and depends on {@code tenant} and {@code db}. The packages {@code migration},
 * {@code adoption} and {@code maintenance} define their own jobs, and decide which server may continue a job. Rejected:
 * one table for all kinds of jobs, since each kind has columns that would be empty in the rows of all other kinds.
 */
package dev.tenantry.core.job;
