package dev.tenantry.core.migration;

import dev.tenantry.core.db.DatabaseException;
import dev.tenantry.core.db.WrongScopeException;
import dev.tenantry.core.lifecycle.TenantLifecycle;
import dev.tenantry.core.schema.Migration;
import dev.tenantry.core.schema.MigrationException;
import dev.tenantry.core.schema.RehearsedUpdate;
import dev.tenantry.core.schema.TableLock;
import dev.tenantry.core.tenant.BusyException;
import dev.tenantry.core.tenant.Tenant;
import dev.tenantry.core.tenant.TenantException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rehearses the migrations of some tenants, one after the other, and collects the results. Not thread-safe. */
final class RehearsalRun {

    private final TenantLifecycle lifecycle;
    private final SortedMap<String, Duration> times = new TreeMap<>();
    private final List<MigrationFailure> failures = new ArrayList<>();
    private final Set<Migration> scripts = new TreeSet<>(Comparator.comparing(Migration::version));
    private final Set<TableLock> locks = new LinkedHashSet<>();

    RehearsalRun(TenantLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    void add(Tenant tenant) {
        try {
            RehearsedUpdate update = lifecycle.rehearse(tenant);
            times.put(tenant.name().value(), update.time());
            scripts.addAll(update.scripts());
            locks.addAll(update.locks());
        } catch (MigrationException | DatabaseException | BusyException | WrongScopeException
                | TenantException failure) {
            failures.add(new MigrationFailure(tenant.name().value(), failure.getMessage()));
        }
    }

    Rehearsal result(int behind, int workers) {
        return new Rehearsal(
                lifecycle.newestVersion(), behind, times, failures, List.copyOf(scripts), List.copyOf(locks), workers);
    }
}
