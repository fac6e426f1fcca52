package dev.tenantry.it.faults;

/** A part of the load. One thread. */
interface Worker {

    /** Does one step, and returns the pause before the next step in milliseconds. */
    int work();
}
