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

    /** How many connections of a pool, of all its stripes together, the last two have each. Provisioning more at once is limited by the CPU. */
    static int connections(int poolMaxSize) {
        return Math.max(1, poolMaxSize / 4);
    }
}
