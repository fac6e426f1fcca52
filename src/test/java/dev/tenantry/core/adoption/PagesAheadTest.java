package dev.tenantry.core.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.job.LostLeaseException;
import dev.tenantry.core.tenant.JobClaim;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PagesAheadTest {

    private static final JobClaim CLAIM = ShopRealm.attempt(1);

    private final ShopRealm shop = new ShopRealm(null);
    private final UserSide side = shop.users(ShopRealm.ID, CLAIM);

    @BeforeEach
    void populate() {
        shop.populate(5);
        shop.claim(ShopRealm.ID, CLAIM);
    }

    @Test
    void allPagesComeInOrderAndThenAnEmptyOne() {
        List<List<String>> pages = new ArrayList<>();
        try (PagesAhead ahead = new PagesAhead(side, "", 2)) {
            for (int i = 0; i < 4; i++) {
                pages.add(ahead.next().stream().map(StoredUser::id).toList());
            }
        }
        assertThat(pages).containsExactly(
                List.of("u00001", "u00002"), List.of("u00003", "u00004"), List.of("u00005"), List.of());
    }

    @Test
    void theNextPageIsReadWhileTheCallerWorksOnAPage() {
        ConcurrentLinkedQueue<String> read = new ConcurrentLinkedQueue<>();
        shop.before = read::add;
        try (PagesAhead ahead = new PagesAhead(side, "", 2)) {
            ahead.next();
            Eventually.holds("the second page is read", () -> read.contains("read u00002"));
            assertThat(read).as("no more than one page ahead").doesNotContain("after u00004");
        }
    }

    @Test
    void aReadFailureIsThrownUnchanged() {
        shop.claim(ShopRealm.ID, ShopRealm.attempt(2));
        try (PagesAhead ahead = new PagesAhead(side, "", 2)) {
            assertThatThrownBy(ahead::next).isInstanceOf(LostLeaseException.class);
        }
        shop.before = doing -> {
            throw new AssertionError(doing);
        };
        try (PagesAhead ahead = new PagesAhead(side, "", 2)) {
            assertThatThrownBy(ahead::next).isInstanceOf(AssertionError.class);
        }
    }
}
