package dev.tenantry.core.job;

import java.lang.management.ManagementFactory;

/** Creates the threads of jobs. The threads are daemon threads, so that no job prevents a server from stopping. */
public final class JobThread {

    /**
     * This server's name in the rows of jobs: the process id and the host. The name helps an operator to find the
     * process.
     */
    public static final String THIS_SERVER = ManagementFactory.getRuntimeMXBean().getName();

    private JobThread() {}

    /** @param name the kind of work, such as {@code migrate}; the name of the thread contains this word */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, "tenantry-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
