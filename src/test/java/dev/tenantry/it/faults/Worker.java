package dev.tenantry.it.faults;

/** A part of the load. One thread. */
interface Worker {

    /** Does one thing and returns how many milliseconds it rests from it. */
    int work();
}
