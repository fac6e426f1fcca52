package dev.tenantry.keycloak.startup;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.job.JobThread;
import dev.tenantry.core.lifecycle.Reconciler;
import dev.tenantry.core.maintenance.Maintenance;
import dev.tenantry.core.signup.FormLimit;
import dev.tenantry.core.signup.PendingSignUps;
import dev.tenantry.keycloak.config.TenantSettings;
import dev.tenantry.keycloak.lifecycle.DisabledRealmEnforcer;
import dev.tenantry.keycloak.lifecycle.KeycloakRealmMigration;
import dev.tenantry.keycloak.lifecycle.RealmRemoval;
import dev.tenantry.keycloak.lifecycle.RealmSettings;
import dev.tenantry.keycloak.operations.AccessExpiry;
import dev.tenantry.keycloak.operations.Purge;
import dev.tenantry.keycloak.provisioning.RealmCreation;
import dev.tenantry.keycloak.provisioning.RealmKeys;
import dev.tenantry.keycloak.provisioning.RealmTemplates;
import dev.tenantry.keycloak.provisioning.ServerProvisioner;
import dev.tenantry.keycloak.provisioning.TenantProvisioner;
import dev.tenantry.keycloak.realm.KeycloakRealms;
import dev.tenantry.keycloak.realm.MasterRoles;
import dev.tenantry.keycloak.session.TenantsProvider;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.storage.StoreSyncEvent;
import org.keycloak.timer.TimerProvider;

/**
 * Runs Tenantry's work on a server: when the server starts, when Keycloak creates, changes or removes a realm, and
 * periodically.
 */
final class TenantServer {

    private static final Logger LOG = Logger.getLogger(TenantServer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KeycloakSessionFactory factory;

    private TenantServer(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Begins to listen to Keycloak's events. Called once, while the server's factories are initialized. */
    static void listen(KeycloakSessionFactory factory) {
        factory.register(new TenantServer(factory)::on);
    }

    private void on(ProviderEvent event) {
        if (event instanceof PostMigrationEvent) {
            KeycloakModelUtils.runJobInTransaction(factory, this::start);
        } else if (event instanceof RealmModel.RealmCreationEvent created) {
            RealmCreation.onCreated(created.getKeycloakSession(), created.getCreatedRealm());
        } else if (event instanceof RealmModel.RealmPostCreateEvent imported) {
            RealmCreation.onFilled(imported.getKeycloakSession(), imported.getCreatedRealm());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            RealmRemoval.onRemoved(removed.getKeycloakSession(), removed.getRealm());
        } else if (event instanceof StoreSyncEvent changed && isOfSettings(changed)) {
            RealmSettings.onChanged(changed.getSession(), changed.getRealm());
        }
    }

    /**
     * True if the event says that a realm's settings have changed. Keycloak fires one such event per change
     * (RealmAdminResource.updateRealm, 26.7).
     */
    private static boolean isOfSettings(StoreSyncEvent event) {
        return event.getModel() == null && !event.getRemoved();
    }

    private void start(KeycloakSession session) {
        TenantsProvider tenants = session.getProvider(TenantsProvider.class);
        TenantSettings settings = tenants.settings();
        ServerProvisioner.set(factory, new TenantProvisioner(
                RealmTemplates.read(settings.templates(), settings.templateFolder()), new RealmKeys()));
        tenants.adoptions().connect(new KeycloakRealmMigration(factory));
        MasterRoles.create(factory);
        Reconciler reconciler = tenants.lifecycle().reconciler(new KeycloakRealms(factory));
        // Continues the migration job of a stopped server before the reconciler runs, because the reconciler may wait
        // for locks.
        List<Runnable> urgent = List.of(tenants.migrationJobs()::takeOver, reconciler::run);
        atFirst(new Maintenance(tenants.registryRows(), urgent));
        schedule(session, settings.reconcileInterval(), new Maintenance(tenants.registryRows(), List.of(
                tenants.migrationJobs()::takeOver,
                tenants.adoptions()::takeOver,
                reconciler::run,
                new DisabledRealmEnforcer(factory, tenants.registry()),
                new Purge(factory, tenants.registry()),
                new PendingSignUps(tenants.registryRows())::purge,
                new FormLimit(tenants.registryRows())::purge,
                tenants.statistics().dailyCount())));
        RealmCacheRoom.check(session, tenants.registry());
        AccessExpiry expiry = new AccessExpiry(factory);
        expiry.run(); // before the first request: grants may have ended during a downtime
        tenants.periodicTasks().begin(AccessExpiry.PERIOD, expiry);
        tenants.periodicTasks().begin(CacheWatch.PERIOD,
                new CacheWatch(tenants.tenantCache(), new CachedRealms(factory)));
    }

    /**
     * Runs maintenance at the server's start. If another server has the maintenance lease, a background thread runs
     * maintenance later.
     */
    private static void atFirst(Maintenance maintenance) {
        if (!maintenance.run()) {
            JobThread.of("maintenance", () -> runLater(maintenance)).start();
        }
    }

    private static void runLater(Maintenance maintenance) {
        try {
            do {
                Thread.sleep(PAUSE.toMillis());
            } while (!maintenance.run());
        } catch (InterruptedException | DatabaseException ended) {
            LOG.debugf("The first maintenance did not run; the next one runs its tasks: %s", ended.getMessage());
        }
    }

    /**
     * Schedules maintenance on this server. Does not use Keycloak's lock for tasks in a cluster: {@link Maintenance}
     * has a lease of its own.
     */
    private static void schedule(KeycloakSession session, Duration pause, Maintenance maintenance) {
        session.getProvider(TimerProvider.class)
                .scheduleTask(own -> maintenance.run(), pause.toMillis(), "tenantry-maintenance");
    }
}
