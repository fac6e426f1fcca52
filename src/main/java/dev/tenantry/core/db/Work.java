package dev.tenantry.core.db;

/** Kinds of work. The kind decides the limits of a transaction, and which share of the pool the transaction uses. */
enum Work {
    /** Has the limits of a request, and uses the share of the scope's owner. */
    REQUEST,
    /** Has no time limits, and uses the share of the scope's owner. */
    LONG,
    /** Has half of a request's lock timeout and no other time limit, and uses the share of the scope's owner. */
    INSPECTION,
    /** Has no time limits. All provisionings together use one share. */
    PROVISIONING,
    /** Has a request's lock timeout and no other time limit. All removals together use one share. */
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
