package dev.tenantry.keycloak.startup;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseSettings;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.keycloak.config.DatabaseOptions;
import dev.tenantry.keycloak.config.SettingsException;
import dev.tenantry.keycloak.config.TenantSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens a pool for each database in the options. */
final class OpenDatabases {

    private OpenDatabases() {}

    /**
     * Opens all pools. The main database must be available. Further databases may become available later.
     *
     * @throws SettingsException if the main database is not usable, or if a database's URL is malformed
     */
    static TenantDatabases of(TenantSettings settings) {
        Database main = main(settings.database());
        Map<String, Database> further = new LinkedHashMap<>();
        try {
            DatabaseWatch.tell(main.pooler());
            if (settings.schemaRoles()) {
                DatabaseWatch.requireRoles(main, settings.schemaRolesOn15());
            }
            settings.furtherDatabases().forEach(database -> further.put(database.name(), later(database)));
            return new TenantDatabases(main, further);
        } catch (SettingsException | DatabaseException failure) {
            further.values().forEach(Database::close);
            main.close();
            throw failure;
        }
    }

    private static Database main(DatabaseSettings settings) {
        try {
            return Database.open(settings);
        } catch (DatabaseException failure) {
            throw new SettingsException(
                    DatabaseOptions.URL.name(), "the tenant database can't be reached with these credentials", failure);
        } catch (IllegalArgumentException malformed) {
            throw noAddress(DatabaseOptions.URL.name());
        }
    }

    private static Database later(DatabaseSettings settings) {
        try {
            return Database.openLater(settings);
        } catch (IllegalArgumentException malformed) {
            throw noAddress(DatabaseOptions.URL.name() + "-" + settings.name());
        }
    }

    private static SettingsException noAddress(String option) {
        return new SettingsException(option, "is not an address that the driver understands");
    }
}
