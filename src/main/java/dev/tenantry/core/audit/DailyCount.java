package dev.tenantry.core.audit;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.tenant.RegistryTransactions;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import dev.tenantry.core.tenant.TenantRegistry;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Records, once a day, how many users and bytes all active, suspended and releasing tenants have in total. If one of
 * these tenants can't be counted, records nothing, since a sum without this tenant would be wrong. But if that tenant
 * was removed or changed during the count, counts the tenant as zero. Does nothing if the count of the current day is
 * recorded already. Not thread-safe.
 */
public final class DailyCount implements Runnable {

    private static final Logger LOG = Logger.getLogger(DailyCount.class);

    /** The pause after a failed count. The pause is long, since a count of ten thousand tenants takes a while. */
    private static final Duration PAUSE = Duration.ofHours(1);

    private final TenantStatistics statistics;
    private final RegistryTransactions rows;
    private final TenantRegistry registry;

    private long notBefore = System.nanoTime();

    DailyCount(TenantStatistics statistics, RegistryTransactions rows, TenantRegistry registry) {
        this.statistics = statistics;
        this.rows = rows;
        this.registry = registry;
    }

    @Override
    public void run() {
        if (System.nanoTime() - notBefore < 0 || isDone()) {
            return;
        }
        try {
            enter(all());
        } catch (DatabaseException | TenantException | WrongScopeException failure) {
            notBefore = System.nanoTime() + PAUSE.toNanos();
            LOG.warnf("The users of the day could not be counted; a retry follows: %s", failure.getMessage());
        }
    }

    private boolean isDone() {
        return 1 == rows.read(handle -> handle.count(
                "select count(*) from statistics_of_day where day = (now() at time zone 'UTC')::date"));
    }

    private Usage all() {
        return registry.pages(null)
                .flatMap(List::stream)
                .filter(tenant -> tenant.state().canBeRead())
                .map(this::usage)
                .reduce(Usage.NONE, Usage::plus);
    }

    private Usage usage(Tenant tenant) {
        try {
            return statistics.usage(tenant);
        } catch (DatabaseException | TenantException | WrongScopeException failure) {
            if (registry.find(tenant.realmId()).filter(tenant::equals).isPresent()) {
                LOG.warnf("Tenant %s could not be counted: %s", tenant.name(), failure.getMessage());
                throw failure;
            }
            return Usage.NONE;
        }
    }

    private void enter(Usage usage) {
        rows.write(handle -> handle.update("""
                insert into statistics_of_day (day, users, bytes)
                values ((now() at time zone 'UTC')::date, ?, ?) on conflict do nothing""",
                usage.users(), usage.bytes()));
    }
}
