package dev.tenantry.core.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Counts the imported, skipped and refused lines of an import, and logs the progress. Thread-safe. */
final class Tally {

    private static final Logger LOG = Logger.getLogger(Tally.class);

    private static final int MAX_ERRORS = 1_000;
    private static final long LOGGED_EVERY = 50_000;

    private final List<LineError> errors = new ArrayList<>();
    private long imported;
    private long skipped;
    private long failed;

    synchronized void add(long moreImported, long moreSkipped) {
        long logged = imported / LOGGED_EVERY;
        imported += moreImported;
        skipped += moreSkipped;
        if (imported / LOGGED_EVERY > logged) {
            LOG.infof("Users imported so far: %d", imported);
        }
    }

    synchronized void refuse(LineError error) {
        failed++;
        if (errors.size() < MAX_ERRORS) {
            errors.add(error);
        }
    }

    synchronized boolean hasRefused() {
        return failed > 0;
    }

    /**
     * Returns the result of the import.
     *
     * @param kept true if the imported users were committed; false if they were rolled back
     */
    synchronized ImportResult result(boolean kept) {
        return new ImportResult(
                imported + skipped + failed,
                kept ? imported : 0,
                skipped,
                failed,
                errors.stream().sorted(Comparator.comparingLong(LineError::line)).toList());
    }
}
