package dev.tenantry.core.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * Creates the logs for Flyway. The class is public because Flyway creates it by its name, each time that Flyway is
 * configured.
 */
public final class FlywayLogs implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
        return new FlywayLog(type);
    }
}
