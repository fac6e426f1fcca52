package dev.tenantry.core.job;

/** One server's work on a job, from the present state of the job to its end. */
public interface JobRun extends Runnable {

    /** Tells the run to begin no further step, and does not wait. Called on other threads. */
    void end();
}
