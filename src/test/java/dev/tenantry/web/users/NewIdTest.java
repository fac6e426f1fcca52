package dev.tenantry.web.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class NewIdTest {

    @Test
    void anIdIsAUuidThatBeginsWithTheTime() {
        long before = System.currentTimeMillis();
        UUID id = UUID.fromString(NewId.next());
        long after = System.currentTimeMillis();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    @Test
    void idsThatAreMadeInARowAreDistinct() {
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            assertThat(ids.add(NewId.next())).isTrue();
        }
    }
}
