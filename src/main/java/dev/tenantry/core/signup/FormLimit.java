package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how often one sender may send a form, on all servers together. A period begins with the first form that a
 * sender sends. When the period has ended, the sender's count starts at zero again. Counting a form takes one SQL
 * statement. All times come from the database's clock. Thread-safe.
 */
public final class FormLimit {

    /** The maximum of a stored count, far above any limit. A count that reaches the maximum grows no further. */
    private static final int ENOUGH = 1_000_000;

    private record Use(int uses, long secondsLeft) {}

    private final RegistryTransactions registry;

    public FormLimit(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Counts a form that the sender sends.
     *
     * @param sender a digest of the sender's address, which does not reveal the address
     * @return how long the sender must wait; empty unless the limit is exceeded
     */
    public Optional<Duration> use(String sender, int limit, Duration period) {
        Use use = registry.write(handle -> handle.first("""
                insert into form_use as used (sender, uses, until_at)
                values (?, 1, now() + ? * interval '1 second')
                on conflict (sender) do update set
                  uses = case when used.until_at <= now() then 1 else least(used.uses + 1, ?) end,
                  until_at = case when used.until_at <= now() then excluded.until_at else used.until_at end
                returning uses, ceil(extract(epoch from until_at - now()))::bigint""",
                row -> new Use(row.getInt(1), row.getLong(2)),
                sender, period.toSeconds(), ENOUGH)).orElseThrow();
        return use.uses() <= limit ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.max(1, use.secondsLeft())));
    }

    /** Deletes the counts of periods that have ended. */
    public void purge() {
        registry.write(handle -> handle.update("delete from form_use where until_at <= now()"));
    }
}
