package dev.tenantry.core.migration;

/** Why a job stopped before its end. */
public enum StopReason {

    /** The migration of a canary failed. */
    CANARY,

    /** More migrations failed than the error budget allows. */
    ERROR_BUDGET,

    /** An operator stopped the job. */
    REQUEST,

    /**
     * The job's server has stopped, and a server with a newer release has found the job. The newer server can't
     * continue the job, because it would migrate the tenants to a newer version than the job's version.
     */
    NEWER_SERVER
}
