package dev.tenantry.tenant;

import dev.tenantry.db.Handle;

/** The right of one attempt of a job to work on a tenant, until another attempt takes over. */
public interface JobClaim {

    /** No job: nobody takes over. */
    JobClaim NONE = new JobClaim() {
        @Override
        public long attempt() {
            return 0;
        }

        @Override
        public void require(Handle registry) {
            // Nobody takes over.
        }
    };

    /** Grows from each attempt to the next, over all jobs. */
    long attempt();

    /**
     * Fails if another attempt has taken over, and keeps others from that until the transaction ends.
     *
     * @param registry a transaction in the registry's schema, to be asked before it writes
     */
    void require(Handle registry);
}
