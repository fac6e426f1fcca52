package dev.tenantry.keycloak.startup;

import dev.tenantry.core.maintenance.PeriodicTasks;
import dev.tenantry.core.tenant.TenantDatabases;
import dev.tenantry.keycloak.config.KeycloakDatabase;
import dev.tenantry.keycloak.config.SettingsException;
import dev.tenantry.keycloak.config.SignUpOptions;
import dev.tenantry.keycloak.config.TenantOptions;
import dev.tenantry.keycloak.config.TenantSettings;
import dev.tenantry.keycloak.session.TenantsProvider;
import dev.tenantry.keycloak.session.TenantsProviderFactory;
import dev.tenantry.keycloak.startup.link.KeycloakLinks;
import dev.tenantry.keycloak.startup.link.KeycloakMismatchException;
import dev.tenantry.keycloak.startup.link.LinkReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.common.Version;
import org.keycloak.common.util.Environment;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Assembles the services that all sessions of a server share: reads the options, opens connections, and migrates the
 * registry. Does no work per tenant, so that the start stays fast with thousands of tenants.
 */
public final class DefaultTenantsProviderFactory implements TenantsProviderFactory, ServerInfoAwareProviderFactory {

    public static final String ID = SettingsException.PROVIDER;

    private static final Logger LOG = Logger.getLogger(DefaultTenantsProviderFactory.class);

    private final Build build = Build.current();
    private TenantSettings settings;
    /**
     * The periodic task that probes further databases. This task has a thread of its own: an unavailable database
     * delays this task, but must not delay the periodic tasks of {@link TenantServices}.
     */
    private final PeriodicTasks periodicTasks = new PeriodicTasks();

    private TenantDatabases databases;
    private TenantServices services;

    @Override
    public String getId() {
        return ID;
    }

    /**
     * Checks that Keycloak has all classes and members that Tenantry uses, then reads the options. An exception stops
     * the start of the server.
     *
     * @throws KeycloakMismatchException if a class or member is missing, whatever the options are
     * @throws SettingsException if an option is missing or wrong, or if Tenantry was not tested on this version of
     *     Keycloak
     */
    @Override
    public void init(Config.Scope options) {
        requireLinks();
        settings = TenantOptions.read(options::get, KeycloakDatabase.of(options.root()));
        if (!Environment.isNonServerMode()) { // only a running server serves pages
            SignUpOptions.requireHostname(settings.signUp(), Config.scope("hostname", "v2").get("hostname"));
        }
        if (!build.wasTestedOn(Version.VERSION)) {
            onUntestedKeycloak();
        }
    }

    /**
     * Resolves all links, which are Tenantry's references to Keycloak's classes and members. Runs before the version is
     * compared, because no option can replace a missing method. Without this check a missing method would be noticed
     * only when a request calls that method.
     */
    private void requireLinks() {
        long begin = System.nanoTime();
        KeycloakLinks links = KeycloakLinks.written();
        LinkReport report = links.resolve(getClass().getClassLoader());
        if (!report.missing().isEmpty()) {
            throw new KeycloakMismatchException(build.version(), Version.VERSION, report.missing());
        }
        if (!report.withoutEffect().isEmpty()) {
            LOG.warnf("Keycloak %s no longer has the methods that these methods of Tenantry replace: %s",
                    Version.VERSION, String.join(", ", report.withoutEffect()));
        }
        LOG.debugf("Resolved %d links to Keycloak's classes in %d ms",
                links.count(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    /**
     * Handles a version of Keycloak that Tenantry was not tested on: refuses the start, or logs a warning if the
     * operator accepts untested versions. Runs before anything is written, because a change in Keycloak's behavior
     * might otherwise be noticed only after users are lost.
     */
    private void onUntestedKeycloak() {
        String minors = String.join(", ", build.keycloakMinors());
        if (!settings.untestedKeycloak()) {
            throw TenantOptions.UNTESTED_KEYCLOAK.refused("must be allow for a start on Keycloak "
                    + Version.VERSION + ": Tenantry " + build.version() + " was tested on " + minors + " only");
        }
        LOG.warnf("Tenantry %s was not tested on Keycloak %s, but on %s only", build.version(), Version.VERSION, minors);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        databases = OpenDatabases.of(settings);
        DatabaseWatch watch = new DatabaseWatch(databases, settings.schemaRoles(), settings.schemaRolesOn15());
        watch.start();
        services = TenantServices.on(databases, settings);
        if (!databases.further().isEmpty()) {
            periodicTasks.begin(DatabaseWatch.PERIOD, watch);
        }
        TenantServer.listen(factory);
    }

    @Override
    public TenantsProvider create(KeycloakSession session) {
        return new DefaultTenantsProvider(session, services);
    }

    @Override
    public void ping() {
        databases.main().ping();
    }

    @Override
    public Map<String, Boolean> furtherAnswering() {
        Map<String, Boolean> answering = new LinkedHashMap<>();
        databases.further().forEach((name, database) -> answering.put(name, database.isAnswering()));
        return answering;
    }

    /** Returns the entries for the server's info page. The admins of every realm can see that page. */
    @Override
    public Map<String, String> getOperationalInfo() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("version", build.version());
        info.put("tested on Keycloak", String.join(", ", build.keycloakMinors()));
        info.put("databases", String.valueOf(1 + settings.furtherDatabases().size()));
        return info;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return TenantOptions.metadata();
    }

    @Override
    public void close() {
        periodicTasks.close();
        if (services != null) {
            services.periodicTasks().close();
            services.migrationJobs().close();
            services.adoptions().close();
        }
        if (databases != null) {
            databases.close();
        }
    }
}
