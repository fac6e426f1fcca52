/**
 * What jobs that outlive their server have in common: a heartbeat, by which others know that a server still works on
 * one, and threads that keep no server from ending.
 *
 * <p>Plain Java that depends on nothing; {@code migration} and {@code adoption} use it. What a job is, and who may go on
 * with it, is theirs. Rejected: one table for all kinds of jobs, which would hold of each what only one of them needs.
 */
package dev.tenantry.job;
