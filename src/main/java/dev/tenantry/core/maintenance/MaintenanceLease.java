package dev.tenantry.core.maintenance;

import dev.tenantry.core.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/**
 * The lease that lets one server at a time run maintenance, stored as a row. All times come from the database's clock.
 * Thread-safe.
 */
final class MaintenanceLease {

    private final RegistryTransactions registry;

    MaintenanceLease(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Takes the lease if no server has it, or if it has expired. If several servers try at once, only one gets the
     * lease.
     *
     * @param leaseTimeout the time from the holder's last heartbeat until the lease expires
     * @return a number that identifies the lease in later calls; empty if another server has the lease
     */
    Optional<Long> take(String server, Duration leaseTimeout) {
        return registry.write(handle -> handle.first("""
                update maintenance set turn = turn + 1, server = ?, heartbeat_at = now()
                where heartbeat_at < now() - ? * interval '1 second' returning turn""",
                row -> row.getLong(1), server, leaseTimeout.toSeconds()));
    }

    /** @return false if another server has taken the lease */
    boolean beat(long turn) {
        return 1 == registry.write(
                handle -> handle.update("update maintenance set heartbeat_at = now() where turn = ?", turn));
    }

    /** Releases the lease, so that any server can take it at once. */
    void release(long turn) {
        registry.write(handle -> handle.update(
                "update maintenance set heartbeat_at = '-infinity', server = null where turn = ?", turn));
    }
}
