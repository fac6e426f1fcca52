package dev.tenantry.core.db;

/** Kinds of work. The kind decides the limits of a transaction, and which share of the pool the transaction uses. */
enum Work {
    /** Has the time limits of a request. Uses the share of the scope's owner. */
    REQUEST,
    /** Has no time limits. Uses the share of the scope's owner. */
    LONG,
    /** Has one time limit: a lock timeout of half of a request's lock timeout. Uses the share of the scope's owner. */
    INSPECTION,
    /** Has no time limits. Uses one share of the pool that all provisionings have in common. */
    PROVISIONING,
    /**
     * Has one time limit: the lock timeout of a request. Uses one share of the pool that all removals have in common.
     */
    REMOVAL;

    /**
     * The number of connections that all provisionings together can use, over all stripes. The removals together have a
     * separate share of the same size. More connections would not help: the CPU limits how many tenants can be
     * provisioned at a time.
     */
    static int connections(int poolMaxSize) {
        return Math.max(1, poolMaxSize / 4);
    }
}
