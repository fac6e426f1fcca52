package dev.tenantry.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TenantLogTest {

    @AfterEach
    void forget() {
        MDC.remove(TenantLog.KEY);
    }

    private static Object tenant() {
        return MDC.get(TenantLog.KEY);
    }

    @Test
    void theNameIsSetDuringTheWorkAndRemovedAfterwards() {
        assertThat(TenantLog.call("acme", TenantLogTest::tenant)).isEqualTo("acme");
        assertThat(tenant()).isNull();
    }

    @Test
    void nestedWorkOnAnotherTenantRestoresTheFirstName() {
        TenantLog.run("acme", () -> {
            assertThat(TenantLog.call("globex", TenantLogTest::tenant)).isEqualTo("globex");
            assertThat(tenant()).isEqualTo("acme");
        });
    }

    @Test
    void theNameIsRemovedAfterAFailure() {
        assertThatIllegalStateException().isThrownBy(() -> TenantLog.run("acme", () -> {
            throw new IllegalStateException("of the work");
        }));
        assertThat(tenant()).isNull();
    }
}
