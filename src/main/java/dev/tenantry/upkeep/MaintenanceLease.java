package dev.tenantry.upkeep;

import dev.tenantry.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/** The lease under which one server at a time runs maintenance: a row. All times are the database's. Thread-safe. */
final class MaintenanceLease {

    private final RegistryTransactions registry;

    MaintenanceLease(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Takes a turn. Of several servers one gets it.
     *
     * @param silence after which the server whose turn it is is taken for dead
     * @return its number; nothing where it is another's
     */
    Optional<Long> take(String server, Duration silence) {
        return registry.write(handle -> handle.first("""
                update upkeep set turn = turn + 1, server = ?, heartbeat_at = now()
                where heartbeat_at < now() - ? * interval '1 second' returning turn""",
                row -> row.getLong(1), server, silence.toSeconds()));
    }

    /** @return false where another server has a turn by now */
    boolean beat(long turn) {
        return 1 == registry.write(
                handle -> handle.update("update upkeep set heartbeat_at = now() where turn = ?", turn));
    }

    /** Any server may have the next one at once. */
    void release(long turn) {
        registry.write(handle -> handle.update(
                "update upkeep set heartbeat_at = '-infinity', server = null where turn = ?", turn));
    }
}
