package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.Database;
import dev.tenantry.core.db.Scope;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AdvisoryLockTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    /** The holder stands for a server that hangs in the middle of a migration. */
    @Test
    void aWaitForASchemasLockEndsAtItsTimeout() {
        try (Database database = TENANTS.open(2)) {
            database.inTransaction(Scope.NONE, holder -> {
                AdvisoryLock.of(TENANTS.acme().schema()).take(holder);
                assertThatExceptionOfType(BusyException.class)
                        .isThrownBy(() -> database.inTransaction(Scope.NONE, handle -> {
                            AdvisoryLock.of(TENANTS.acme().schema()).take(handle, Duration.ofMillis(100));
                            return null;
                        }))
                        .withMessageContaining(TENANTS.acme().schema().value());
                database.inTransaction(Scope.NONE, handle -> {
                    AdvisoryLock.of(TENANTS.globex().schema()).take(handle, Duration.ofMillis(100));
                    return null;
                });
                return null;
            });
        }
    }
}
