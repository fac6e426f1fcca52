package dev.tenantry.migration;

/** Why a job has stopped before its end. */
public enum StopReason {

    /** A tenant that was to go first has failed. */
    CANARY,

    /** More tenants have failed than its operator wanted. */
    ERROR_BUDGET,

    /** Somebody has asked for it. */
    REQUEST,

    /** Its server has died, and the one that could go on would bring tenants to a newer version than was asked for. */
    NEWER_SERVER
}
