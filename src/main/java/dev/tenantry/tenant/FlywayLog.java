package dev.tenantry.tenant;

import org.flywaydb.core.api.logging.Log;
import org.jboss.logging.Logger;

/**
 * Flyway's log at the level that fits a server: eight lines for each new tenant are for debugging. So are its errors:
 * it throws as well, and whoever catches that says what has failed, once and without anybody's data.
 */
final class FlywayLog implements Log {

    private final Logger log;

    FlywayLog(Class<?> type) {
        this.log = Logger.getLogger(type);
    }

    @Override
    public void debug(String message) {
        log.trace(message);
    }

    @Override
    public void info(String message) {
        log.debug(message);
    }

    @Override
    public void notice(String message) {
        log.debug(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void error(String message) {
        log.debug(message);
    }

    @Override
    public void error(String message, Exception failure) {
        log.debug(message, failure);
    }
}
