/**
 * The common parts of jobs that survive their server: daemon threads, and a heartbeat, which shows other servers that a
 * server still works on the job.
 *
 * <p>Plain Java without dependencies; used by {@code migration} and {@code adoption}. Those packages define what a job
 * is, and which server may continue a job. Rejected: one table for all kinds of jobs, since most columns would be empty
 * in each row.
 */
package dev.tenantry.core.job;
