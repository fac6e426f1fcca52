package dev.tenantry.job;

import java.lang.management.ManagementFactory;

/** Threads of jobs, none of which keeps a server from ending. */
public final class JobThread {

    /** Process and host: what an operator looks for, and different after each start. */
    public static final String THIS_SERVER = ManagementFactory.getRuntimeMXBean().getName();

    private JobThread() {}

    /** @param name of the kind of work, such as {@code migrate} */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, "tenantry-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
