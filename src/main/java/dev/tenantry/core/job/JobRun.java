package dev.tenantry.core.job;

/** The work of one server on a job. Continues the job from its present state until the job or the run ends. */
public interface JobRun extends Runnable {

    /** Ends the run after its current steps. Does not wait for these steps. Called by other threads. */
    void end();
}
