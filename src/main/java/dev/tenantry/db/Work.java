package dev.tenantry.db;

/** Kinds of work: which limits a transaction has, and whose share of the pool its connection is of. */
enum Work {
    /** With a request's limits, of the share of the scope's owner. */
    REQUEST,
    /** Without limits, of the share of the scope's owner. */
    LONG,
    /** Without limits, of a share that all provisionings have together. */
    PROVISIONING,
    /** With a request's limit for locks alone, of a share that all removals have together. */
    REMOVAL;

    /**
     * Connections of a pool, of all its stripes together, that each of the last two kinds has. The CPU limits how much can
     * be provisioned at one time.
     */
    static int connections(int poolMaxSize) {
        return Math.max(1, poolMaxSize / 4);
    }
}
