package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.support.process.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityMapTest {

    private final IdentityMap users = new IdentityMap();

    private static StoredUser ada() {
        return new StoredUser("ada-id", "ada");
    }

    private static StoredUser user(int number) {
        return new StoredUser("id-" + number, "user-" + number);
    }

    private void collectGarbage() {
        System.gc();
        users.pass(new StoredUser("sweeper", "sweeper")); // the next user makes the map remove collected users
    }

    @Test
    void aNewMapIsEmpty() {
        assertThat(users.find("ada-id")).isNull();
    }

    @Test
    void aUserIsTheSameObjectAfterEachLoad() {
        StoredUser ada = ada();

        assertThat(users.pass(ada)).isSameAs(ada);
        assertThat(users.pass(ada())).isSameAs(ada);
        assertThat(users.find("ada-id")).isSameAs(ada);
        assertThat(users.keep(ada())).isSameAs(ada);
        assertThat(users.pass(ada())).isSameAs(ada);
        assertThat(users.find("ada-id")).isSameAs(ada);
    }

    @Test
    void theMapHoldsOnlyUsersThatAreStillInUse() {
        List<StoredUser> held = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            StoredUser user = users.pass(user(number));
            if (number % 1000 == 0) {
                held.add(user);
            }
        }

        Eventually.holds("users that are not in use are removed", () -> {
            collectGarbage();
            return users.size() <= held.size() + 1;
        });
        assertThat(held).allSatisfy(user -> assertThat(users.pass(user(0)).id()).isEqualTo("id-0"));
        assertThat(held).allSatisfy(user -> assertThat(users.find(user.id())).isSameAs(user));
    }

    @Test
    void aKeptUserSurvivesGarbageCollection() {
        users.keep(ada());
        collectGarbage();

        assertThat(users.find("ada-id")).isNotNull();
    }

    @Test
    void aKeptChangeSurvivesGarbageCollection() {
        StoredUser ada = users.pass(ada());
        ada.firstName("Ada");
        users.keep(ada);
        ada = null;
        collectGarbage();

        assertThat(users.find("ada-id")).extracting(StoredUser::firstName).isEqualTo("Ada");
    }

    @Test
    void aForgottenUserIsLoadedAsANewObject() {
        StoredUser ada = users.keep(ada());
        StoredUser bob = users.pass(user(1));
        users.forget("ada-id");
        assertThat(users.find("ada-id")).isNull();
        assertThat(users.keep(ada())).isNotSameAs(ada);
        users.clear();

        assertThat(users.find("ada-id")).isNull();
        assertThat(users.pass(user(1))).isNotSameAs(bob);
    }

    @Test
    void aKeptUserIsFoundByTheirCurrentName() {
        StoredUser ada = users.keep(ada());
        assertThat(users.findByUsername("ada")).isSameAs(ada);
        assertThat(users.findByUsername("grace")).isNull();

        ada.username("grace");
        assertThat(users.findByUsername("ada")).isNull();

        users.keep(ada);
        assertThat(users.findByUsername("grace")).isSameAs(ada);
        users.forget("ada-id");
        assertThat(users.findByUsername("grace")).isNull();
    }

    @Test
    void aNameFindsTheUserWhoHasItNow() {
        StoredUser before = users.keep(ada());
        before.username("countess");
        StoredUser now = users.keep(new StoredUser("other-id", "ada"));

        assertThat(users.findByUsername("ada")).isSameAs(now);
        users.clear();
        assertThat(users.findByUsername("ada")).isNull();
    }

    @Test
    void aPassedUserIsNotFoundByName() {
        StoredUser ada = users.pass(ada());

        assertThat(users.findByUsername(ada.username())).isNull();
    }

    @Test
    void aNewUserReplacesTheUserWithTheSameId() {
        StoredUser before = users.pass(ada());
        StoredUser now = ada();
        users.replace(now);

        assertThat(users.find("ada-id")).isSameAs(now).isNotSameAs(before);
    }
}
