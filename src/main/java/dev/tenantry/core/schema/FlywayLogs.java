package dev.tenantry.core.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Gives Flyway its logs. Public because Flyway creates the class by its name whenever it is configured. */
public final class FlywayLogs implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
        return new FlywayLog(type);
    }
}
