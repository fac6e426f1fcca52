package dev.tenantry.core.migration;

/** Why a job stopped before its end. */
public enum StopReason {

    /** The migration of a canary failed. */
    CANARY,

    /** More tenants failed than the error budget allows. */
    ERROR_BUDGET,

    /** An operator stopped the job. */
    REQUEST,

    /**
     * The job's server has died, and a server with a newer release has found the job. It can't continue the job, since
     * it would migrate tenants to a newer version than requested.
     */
    NEWER_SERVER
}
