package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits how many forms one sender may send in a period. The forms on all servers are counted together. A sender's
 * period begins with the sender's first form. When the period has ended, the next form begins a new period and a new
 * count. Counting a form takes one SQL statement. All times come from the database's clock. Thread-safe.
 */
public final class FormLimit {

    /** The maximum value of a stored count, far above any limit. A count that has reached this value does not grow. */
    private static final int ENOUGH = 1_000_000;

    private record Use(int uses, long secondsLeft) {}

    private final RegistryTransactions registry;

    public FormLimit(RegistryTransactions registry) {
        this.registry = registry;
    }

    /**
     * Counts one form of the sender.
     *
     * @param sender a keyed digest of the sender's network, or of the mailbox that gets a mail. The digest does not
     *     reveal the address
     * @param limit the maximum number of forms in a period
     * @return the time until the period ends if the sender has exceeded the limit; empty otherwise
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

    /** Deletes the counts whose periods have ended. */
    public void purge() {
        registry.write(handle -> handle.update("delete from form_use where until_at <= now()"));
    }
}
