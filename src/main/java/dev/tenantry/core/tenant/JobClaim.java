package dev.tenantry.core.tenant;

import dev.tenantry.core.db.Handle;

/** The right of one attempt of a job to work on a tenant, until another attempt takes over. */
public interface JobClaim {

    /** The claim for work that is not part of a job. */
    JobClaim NONE = new JobClaim() {
        @Override
        public long attempt() {
            return 0;
        }

        @Override
        public void require(Handle registry) {
            // No attempt of a job can take over this work.
        }
    };

    /** The number of the attempt. Each new attempt of any job gets a higher number than all earlier attempts. */
    long attempt();

    /**
     * Throws if another attempt has taken over. Otherwise prevents a takeover until the transaction ends.
     *
     * @param registry a handle of a transaction in the registry's schema; the transaction must not have written
     *     anything yet
     */
    void require(Handle registry);
}
