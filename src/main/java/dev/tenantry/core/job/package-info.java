/**
 * The common parts of jobs that another server continues if their own server dies: daemon threads, and a heartbeat,
 * which shows that a server still works on the job.
 *
 * <p>Plain Java without dependencies; used by {@code migration} and {@code adoption}. Those packages define what a job
 * is, and which server may continue a job. Rejected: one table for all kinds of jobs, since most columns would be empty
 * in each row.
 */
package dev.tenantry.core.job;
