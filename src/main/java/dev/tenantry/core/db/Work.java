package dev.tenantry.core.db;

/** Kinds of work. The kind decides the limits of a transaction, and which share of the pool the transaction uses. */
enum Work {
    /** A request's limits, in the share of the scope's owner. */
    REQUEST,
    /** No limits, in the share of the scope's owner. */
    LONG,
    /** No limits, in a share that all provisionings have together. */
    PROVISIONING,
    /** A request's limit for locks only, in a share that all removals have together. */
    REMOVAL;

    /**
     * Connections, of all stripes together, that provisioning and removal each have. The CPU limits how much can be
     * provisioned at a time.
     */
    static int connections(int poolMaxSize) {
        return Math.max(1, poolMaxSize / 4);
    }
}
