package dev.tenantry.core.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Creates loggers for Flyway. This class is public because Flyway instantiates it by its class name. */
public final class FlywayLogs implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
        return new FlywayLog(type);
    }
}
