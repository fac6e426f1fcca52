package dev.tenantry.core.job;

import java.lang.management.ManagementFactory;

/** Daemon threads for jobs, so that no job prevents a server from stopping. */
public final class JobThread {

    /** Process and host: an operator can find the process, and the text differs after each start. */
    public static final String THIS_SERVER = ManagementFactory.getRuntimeMXBean().getName();

    private JobThread() {}

    /** @param name of the kind of work, such as {@code migrate} */
    public static Thread of(String name, Runnable work) {
        Thread thread = new Thread(work, "tenantry-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
