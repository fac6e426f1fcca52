package dev.tenantry.core.migration;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.DatabaseUnavailableException;
import dev.tenantry.core.job.JobLease;
import dev.tenantry.core.job.JobRun;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantLog;
import dev.tenantry.core.tenant.TenantRegistry;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The work of one server on a job, under one lease. A run first migrates the canaries, one after the other, and then
 * all other tenants, on several threads.
 *
 * <p>If the registry's database becomes unavailable, the run ends, but the job does not end. Later, a server takes the
 * job over, as after a crash. If a database other than the registry's becomes unavailable, the migrations of the
 * tenants in this database fail, and the run continues. A migration also fails if the tenant's database is available
 * but can't reach another server, such as a worker of Citus, that stores the tenant's tables.
 *
 * <p>One tenant's migration can itself exhaust the disk or memory, or end its own session. If such a failure paused the
 * job, each server that takes the job over would fail at the same tenant. So if the registry is available, only the
 * tenant's migration fails, and the run continues. The run first tries the migration again: another tenant's migration
 * may have been the cause. Second attempts run one at a time, so that they can't disturb each other.
 */
final class MigrationRun implements JobRun {

    private static final Logger LOG = Logger.getLogger(MigrationRun.class);

    private final JobLease lease;
    private final int version;
    private final JobStore jobs;
    private final TenantList list;
    private final TenantRegistry registry;
    private final TenantLifecycle lifecycle;
    private final int workers;
    private final Object secondAttempt = new Object(); // a lock
    private volatile boolean over;

    MigrationRun(
            JobLease lease,
            int version,
            JobStore jobs,
            TenantList list,
            TenantRegistry registry,
            TenantLifecycle lifecycle,
            int workers) {
        this.lease = lease;
        this.version = version;
        this.jobs = jobs;
        this.list = list;
        this.registry = registry;
        this.lifecycle = lifecycle;
        this.workers = workers;
    }

    /** Ends the run. Migrations in progress are finished, and no further migration begins. */
    @Override
    public void end() {
        over = true;
    }

    @Override
    public void run() {
        LOG.infof("Migration job %s: migrating tenants to version %d, attempt %d",
                lease.jobId(), version, lease.attempt());
        try {
            list.openCanaries().forEach(this::giveTurn);
            do {
                OpenTenants open = new OpenTenants(list);
                Workers.run(workers, () -> work(open));
            } while (!over && list.addBehind(version) > 0);
            if (!over) {
                jobs.finish(lease);
            }
            report();
        } catch (DatabaseUnavailableException outage) {
            LOG.warnf(outage, "Migration job %s paused (database unavailable); it will resume", lease.jobId());
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Migration job %s was interrupted; it will resume", lease.jobId());
        }
    }

    private void report() {
        jobs.find(lease.jobId()).ifPresent(job -> {
            MigrationProgress progress = job.progress();
            LOG.infof("Migration job %s is %s: %d migrated, %d failed, %d remaining",
                    job.id(), job.state(), progress.migrated(), progress.failed(), progress.remaining());
        });
    }

    private void work(OpenTenants open) {
        try {
            for (Optional<ListedTenant> next = next(open); next.isPresent(); next = next(open)) {
                giveTurn(next.get());
            }
        } catch (RuntimeException failure) {
            end(); // stops the other workers too
            throw failure;
        }
    }

    private Optional<ListedTenant> next(OpenTenants open) {
        return over ? Optional.empty() : open.next();
    }

    private void giveTurn(ListedTenant listed) {
        if (!over) {
            TenantLog.run(listed.name(), () -> ended(listed, migrate(listed)));
        }
    }

    /** Logs and stores the outcome of a tenant's migration. Ends this run if the job has ended. */
    private void ended(ListedTenant tenant, Turn turn) {
        switch (turn.outcome()) {
            case MIGRATED -> LOG.debugf("Tenant %s was migrated to version %d", tenant.name(), version);
            case FAILED -> LOG.warnf("Tenant %s could not be migrated: %s", tenant.name(), turn.cause());
            case SKIPPED -> LOG.infof("Tenant %s was skipped: it was dropped or archived meanwhile", tenant.name());
        }
        if (!list.enter(tenant, turn)) {
            end();
        }
    }

    private Turn migrate(ListedTenant listed) {
        Optional<Tenant> tenant = find(listed);
        if (tenant.isEmpty()) {
            return Turn.SKIPPED;
        }
        Turn turn = migrate(tenant.get(), false);
        // find throws an exception if the registry is unavailable: in an outage, the tenant must not count as failed.
        boolean goneMeanwhile = turn.outcome() == Turn.Outcome.FAILED && find(listed).isEmpty();
        return goneMeanwhile ? Turn.SKIPPED : turn;
    }

    private Optional<Tenant> find(ListedTenant listed) {
        return registry.find(listed.realmId()).filter(tenant -> tenant.state().isMigrated());
    }

    /** @param isSecond true if the connection was cut, or a resource was exhausted, during the first attempt */
    private Turn migrate(Tenant tenant, boolean isSecond) {
        try {
            int reached = lifecycle.migrate(tenant).schemaVersion();
            return reached >= version ? Turn.MIGRATED : Turn.failed("Its schema still has version " + reached);
        } catch (DatabaseUnavailableException outage) {
            boolean mayBeTheMigrations = outage.isCutConnection() || outage.isLackOfResources();
            if (!mayAffectRegistry(tenant, outage) || (isSecond && mayBeTheMigrations)) {
                return Turn.failed("In database " + tenant.database() + ": " + outage.getMessage());
            }
            if (!mayBeTheMigrations) {
                throw outage; // the registry is unavailable too: all other migrations would fail
            }
            registry.find(tenant.realmId()); // throws an exception if the registry is unavailable too
            synchronized (secondAttempt) {
                if (over) {
                    throw outage; // the job has ended meanwhile: the tenant remains in the list
                }
                return migrate(tenant, true);
            }
        } catch (MigrationException | DatabaseException | BusyException failure) {
            return Turn.failed(failure.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "Migrating tenant %s", tenant.name());
            return Turn.failed(unexpected.getClass().getSimpleName());
        }
    }

    /** True if the cause of the failure may also make the registry unavailable. */
    private static boolean mayAffectRegistry(Tenant tenant, DatabaseUnavailableException outage) {
        return tenant.isBesideTheRegistry() && !outage.isOfAnotherServer();
    }
}
