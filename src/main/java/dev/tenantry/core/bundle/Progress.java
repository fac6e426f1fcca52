package dev.tenantry.core.bundle;

import org.jboss.logging.Logger;

/** Logs how many rows of a bundle were written or restored: after every 50,000 rows and at the end. Not thread-safe. */
final class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);

    private static final long EVERY = 50_000;

    private final String what;
    private long rows;

    Progress(String what) {
        this.what = what;
    }

    void rows(long more) {
        long said = rows / EVERY;
        rows += more;
        if (rows / EVERY > said) {
            LOG.infof("%s so far: %d", what, rows);
        }
    }

    void end() {
        LOG.infof("%s: %d", what, rows);
    }
}
