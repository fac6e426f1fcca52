package dev.tenantry.core.adoption;

import dev.tenantry.core.db.Handle;
import dev.tenantry.core.tenant.JobClaim;

/** A server's right to work on a job. The claim ends when another server takes the job over. */
public record Claim(String adoptionId, long attempt) implements JobClaim {

    /** @throws LostClaimException if the job has ended, or if another server has taken the job over */
    @Override
    public void require(Handle registry) {
        boolean isCurrent = registry.first(
                        "select from adoption where id = ? and attempt = ? and state = 'RUNNING' for share",
                        row -> true, adoptionId, attempt)
                .isPresent();
        if (!isCurrent) {
            throw new LostClaimException();
        }
    }
}
