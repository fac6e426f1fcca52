package dev.tenantry.core.job;

import java.lang.management.ManagementFactory;

/** Daemon threads for jobs, so that no job prevents a server from stopping. */
public final class JobThread {

    /**
     * This server's name in the rows of jobs: process id and host. An operator can find the process by this name, and
     * the name changes with each start of the server.
     */
    public static final String THIS_SERVER = ManagementFactory.getRuntimeMXBean().getName();

    private JobThread() {}

    /** @param name the kind of work, such as {@code migrate} */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, "tenantry-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
