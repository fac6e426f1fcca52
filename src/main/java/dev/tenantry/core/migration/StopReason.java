package dev.tenantry.core.migration;

/** Why a job stopped before its end. */
public enum StopReason {

    /** A canary failed. */
    CANARY,

    /** More tenants failed than the error budget allows. */
    ERROR_BUDGET,

    /** An operator stopped the job. */
    REQUEST,

    /**
     * The job's server died. All other servers have a newer release, and would migrate tenants to a newer version than
     * requested.
     */
    NEWER_SERVER
}
