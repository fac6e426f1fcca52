/**
 * The common parts of jobs that survive their server: a heartbeat, which shows other servers that a job is being worked
 * on, and daemon threads.
 *
 * <p>Plain Java without dependencies; {@code migration} and {@code adoption} use it. These packages define what a job
 * is, and which server may continue it. Rejected: one table for all kinds of jobs, in which each kind would leave most
 * columns empty.
 */
package dev.tenantry.core.job;
