package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.RegistryTransactions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How often a sender may submit a form, with a real registry. */
final class FormLimitTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @AutoClose
    private final TwoTenants tenants = TwoTenants.provisioned();

    @AutoClose
    private final Database database = tenants.open(4);

    @AutoClose("shutdownNow")
    private final ExecutorService servers = Executors.newFixedThreadPool(4);

    private final FormLimit limit = new FormLimit(new RegistryTransactions(database));

    @Test
    void aSenderOverTheLimitHasToWaitAndAnotherSenderDoesNot() {
        assertThat(limit.use("ann", 2, HOUR)).isEmpty();
        assertThat(limit.use("ann", 2, HOUR)).isEmpty();

        assertThat(limit.use("ann", 2, HOUR)).hasValueSatisfying(
                wait -> assertThat(wait).isBetween(Duration.ofMinutes(59), HOUR));
        assertThat(limit.use("bob", 2, HOUR)).isEmpty();
    }

    @Test
    void theLimitStartsAgainAfterItsTime() {
        limit.use("ann", 1, HOUR);
        assertThat(limit.use("ann", 1, HOUR)).isPresent();

        tenants.beside().execute("update tenantry.form_use set until_at = now()");

        assertThat(limit.use("ann", 1, HOUR)).isEmpty();
        assertThat(limit.use("ann", 1, HOUR)).isPresent();
    }

    @Test
    void simultaneousRequestsCannotExceedTheLimit() throws Exception {
        Callable<Boolean> use = () -> limit.use("ann", 7, HOUR).isEmpty();

        int through = 0;
        for (Future<Boolean> one : servers.invokeAll(Stream.generate(() -> use).limit(40).toList())) {
            through += one.get() ? 1 : 0;
        }

        assertThat(through).isEqualTo(7);
    }

    @Test
    void aPurgeRemovesOnlyExpiredRows() {
        limit.use("ann", 1, HOUR);
        limit.use("bob", 1, HOUR);
        tenants.beside().execute("update tenantry.form_use set until_at = now() where sender = 'ann'");

        limit.purge();

        assertThat(tenants.beside().rows("select sender from tenantry.form_use")).isEqualTo(List.of(List.of("bob")));
    }
}
