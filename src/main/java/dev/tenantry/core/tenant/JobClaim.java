package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Handle;

/** The right of one attempt of a job to work on a tenant, until another attempt takes over. */
public interface JobClaim {

    /** The claim of work outside jobs, which no attempt takes over. */
    JobClaim NONE = new JobClaim() {
        @Override
        public long attempt() {
            return 0;
        }

        @Override
        public void require(Handle registry) {
            // No other attempt exists.
        }
    };

    /** The number of the attempt, which grows from each attempt to the next, over all jobs. */
    long attempt();

    /**
     * Fails if another attempt has taken over, and prevents a takeover until the transaction ends.
     *
     * @param registry a transaction in the registry's schema, before its writes
     */
    void require(Handle registry);
}
