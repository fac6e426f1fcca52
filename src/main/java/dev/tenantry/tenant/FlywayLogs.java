package dev.tenantry.tenant;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Hands Flyway its logs. Public because Flyway makes it by its name, whenever it is configured. */
public final class FlywayLogs implements LogCreator {

    @Override
    public Log createLogger(Class<?> type) {
        return new FlywayLog(type);
    }
}
