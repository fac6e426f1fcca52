package dev.tenantry.keycloak.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RealmCacheRoomTest {

    @Test
    void aCacheThatHoldsAllTenantsGivesNoWarning() {
        assertThat(RealmCacheRoom.warning(0, 10_000)).isEmpty();
        assertThat(RealmCacheRoom.warning(300, 10_000)).isEmpty();
    }

    @Test
    void aCacheThatIsTooSmallGivesAWarningWithTheOptionAndASufficientSize() {
        assertThat(RealmCacheRoom.warning(400, 10_000)).hasValueSatisfying(warning -> assertThat(warning)
                .contains("10000 entries", "400 tenants", "--cache-embedded-realms-max-count=16000"));
        assertThat(RealmCacheRoom.warning(100_000_000, 10_000)).hasValueSatisfying(warning ->
                assertThat(warning).contains("=4000000000 "));
    }

    @Test
    void aCacheWithoutALimitGivesNoWarning() {
        assertThat(RealmCacheRoom.warning(1_000_000, -1)).isEmpty();
    }
}
