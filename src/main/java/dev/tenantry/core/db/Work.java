package dev.tenantry.core.db;

/** Kinds of work. The kind decides the limits of a transaction, and which share of the pool the transaction uses. */
enum Work {
    /** Has a request's limits, and uses the share of the scope's owner. */
    REQUEST,
    /** Has no limits, and uses the share of the scope's owner. */
    LONG,
    /** Has only half of a request's limit for locks, and uses the share of the scope's owner. */
    INSPECTION,
    /** Has no limits, and uses one share for all provisionings together. */
    PROVISIONING,
    /** Has only a request's limit for locks, and uses one share for all removals together. */
    REMOVAL;

    /**
     * The number of connections, of all stripes together, that provisioning can use. Removal can use the same number.
     * More connections would not help: the CPU limits how many tenants can be provisioned at a time.
     */
    static int connections(int poolMaxSize) {
        return Math.max(1, poolMaxSize / 4);
    }
}
