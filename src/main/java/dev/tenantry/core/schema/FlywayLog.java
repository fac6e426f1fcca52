package dev.tenantry.core.schema;

import org.flywaydb.core.api.logging.Log;
import org.jboss.logging.Logger;

/**
 * Writes Flyway's messages to the server's log, most of them at a lower level. Messages at level info are logged at
 * level debug, since Flyway writes eight of them for each new tenant. Errors are logged at level debug too: Flyway also
 * throws each error as an exception, and the caller logs the exception once, without personal data.
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
