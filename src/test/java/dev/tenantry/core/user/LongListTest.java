package dev.tenantry.core.user;

import static dev.tenantry.core.user.ListedUsers.AT_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantReadHandle;
import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LongListTest {

    private static final int USERS = 3 * AT_ONCE + 7;

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void manyUsers() {
        TENANTS.changeAcme(handle -> {
            handle.update("delete from users");
            ManyUsers.insertRows(handle, 1, USERS);
        });
    }

    private List<StoredUser> read(Function<TenantReadHandle, List<StoredUser>> query) {
        reads.incrementAndGet();
        return TENANTS.transactions().read(TENANTS.acme(), query);
    }

    private Stream<StoredUser> stream(UserCriteria criteria, Integer first, Integer max) {
        return UserSearch.stream(this::read, criteria, first, max);
    }

    private static List<String> names(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("user%07d"::formatted).toList();
    }

    @ParameterizedTest
    @CsvSource({
        ", , 1, 1507, 4", "0, -1, 1, 1507, 4", "-1, 3, 1, 3, 1", "0, 500, 1, 500, 1", "7, 501, 8, 508, 2",
        "1000, , 1001, 1507, 2", "1006, 501, 1007, 1507, 2", "1007, 500, 1008, 1507, 1", "0, 0, 1, 0, 0",
        "1507, , 1, 0, 1", "5000, 10, 1, 0, 1"
    })
    void hasEachUserOnceAndInOrder(Integer first, Integer max, int from, int to, int readsNeeded) {
        assertThat(stream(new UserCriteria(), first, max).map(StoredUser::username))
                .containsExactlyElementsOf(names(from, to));
        assertThat(reads).hasValue(readsNeeded);
    }

    @Test
    void laterReadsHaveTheSameConditions() {
        assertThat(stream(new UserCriteria().emailVerified(true).notServiceAccount(), 1, null).count())
                .isEqualTo(USERS / 3 - 1);
        assertThat(reads).hasValue(2);
    }

    @Test
    void usersAreReadOnlyWhenTheyAreRequested() {
        Stream<StoredUser> stream = stream(new UserCriteria(), null, null);
        assertThat(reads).hasValue(0);

        Iterator<StoredUser> users = stream.iterator();
        users.next();
        assertThat(reads).hasValue(1);
        for (int i = 0; i < AT_ONCE; i++) {
            users.next();
        }
        assertThat(reads).hasValue(2);
    }

    @Test
    void aFailureIsThrownToTheReaderOfTheStream() {
        Stream<StoredUser> stream = UserSearch.stream(query -> {
            throw new IllegalStateException("outage");
        }, new UserCriteria(), null, null);

        assertThatIllegalStateException().isThrownBy(stream::count).withMessage("outage");
    }

    @Test
    void aRenameOrRemovalDuringTheListLosesNoOtherUser() {
        List<String> seen = new ArrayList<>();
        stream(new UserCriteria(), null, null).forEach(user -> {
            seen.add(user.username());
            if (seen.size() == AT_ONCE) { // the last user of the first read
                user.username("aaa");
                TENANTS.changeAcme(handle -> {
                    UserStore.update(handle, user);
                    handle.update("delete from users where username = 'user0000501'");
                });
            }
        });

        assertThat(seen).hasSize(USERS - 1).doesNotHaveDuplicates().doesNotContain("user0000501");
    }

    @Test
    void aSessionThatReadsAllUsersKeepsFewInMemory() {
        IdentityMap known = new IdentityMap();
        AtomicInteger most = new AtomicInteger();

        long users = UserSearch.stream(
                        query -> read(query).stream().map(known::pass).toList(), new UserCriteria(), null, null)
                .peek(user -> {
                    if (user.username().endsWith("00")) {
                        // Users that the stream has passed are garbage. The heap is large, so the test calls the
                        // collector.
                        System.gc();
                        most.accumulateAndGet(known.size(), Math::max);
                    }
                })
                .count();

        assertThat(users).isEqualTo(USERS);
        Eventually.holds("users that the stream has passed are removed", () -> {
            System.gc();
            known.pass(new StoredUser("sweeper", "sweeper"));
            return known.size() <= 1;
        });
        assertThat(most.get()).isLessThan(USERS);
    }
}
