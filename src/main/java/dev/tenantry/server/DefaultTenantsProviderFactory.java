package dev.tenantry.server;

import dev.tenantry.db.Database;
import dev.tenantry.db.DatabaseException;
import dev.tenantry.db.Pooler;
import dev.tenantry.tenant.TenantDatabases;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Assembles what all sessions share, once for the server: reads the options, connects, and brings the registry up to
 * date. Does nothing for each tenant, so that a start costs the same with one as with thousands.
 */
public final class DefaultTenantsProviderFactory implements TenantsProviderFactory {

    public static final String ID = "default";

    private static final Logger LOG = Logger.getLogger(DefaultTenantsProviderFactory.class);

    private TenantSettings settings;
    private Database database;
    private TenantServices services;

    @Override
    public String getId() {
        return ID;
    }

    /** @throws SettingsException where an option is missing or wrong: the server does not start */
    @Override
    public void init(Config.Scope options) {
        settings = TenantOptions.read(options::get, KeycloakDatabase.of(options.root()));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        try {
            database = Database.open(settings.database());
        } catch (DatabaseException failure) {
            throw new SettingsException(
                    TenantOptions.DB_URL, "the tenant database can't be reached with these credentials", failure);
        } catch (IllegalArgumentException malformed) {
            throw new SettingsException(TenantOptions.DB_URL, "is no address that the driver understands");
        }
        tell(database.pooler());
        services = TenantServices.on(TenantDatabases.only(database), settings);
    }

    /** A warning where others would do harm; nothing of this extension's stays on a session. */
    private static void tell(Pooler pooler) {
        LOG.log(pooler.leaking() ? Logger.Level.WARN : Logger.Level.INFO, pooler);
    }

    @Override
    public TenantsProvider create(KeycloakSession session) {
        return new DefaultTenantsProvider(session, services);
    }

    @Override
    public void ping() {
        database.ping();
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return TenantOptions.metadata();
    }

    @Override
    public void close() {
        if (services != null) {
            services.rounds().close();
            services.migrationJobs().close();
            services.adoptions().close();
        }
        if (database != null) {
            database.close();
        }
    }
}
