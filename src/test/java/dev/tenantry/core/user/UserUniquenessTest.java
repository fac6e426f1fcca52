package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tenantry.core.db.DuplicateException;
import dev.tenantry.core.lifecycle.TwoTenants;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UserUniquenessTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final TwoSessions SESSIONS = new TwoSessions(TENANTS);

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    private static StoredUser user(String username, String email, boolean shared) {
        StoredUser user = new StoredUser(username + "-id", username);
        user.email(email, shared);
        return user;
    }

    private static void assertDuplicate(StoredUser user, String constraint) {
        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() -> TENANTS.changeAcme(handle -> UserStore.insert(handle, user)))
                .extracting(DuplicateException::constraint)
                .isEqualTo(constraint);
    }

    @Test
    void aUserNameIsUnique() {
        assertDuplicate(user("ada", null, false), "users_username");
    }

    @Test
    void anEmailIsUnique() {
        assertDuplicate(user("eve", "ada@acme.example", false), "users_email");
    }

    @Test
    void anUpdateToANameThatIsTakenIsRefused() {
        TENANTS.changeAcme(handle -> UserStore.insert(handle, user("eve", null, false)));

        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> TENANTS.changeAcme(handle -> {
            StoredUser eve = UserStore.findByUsername(handle, "eve").orElseThrow();
            eve.username("ada");
            UserStore.update(handle, eve);
        }));
    }

    @Test
    void theSameNameAndEmailAreFreeInTheOtherTenant() {
        TENANTS.changeGlobex(handle -> UserStore.delete(handle, Ada.load(handle).id()));

        assertThatNoException().isThrownBy(() -> TENANTS.changeGlobex(
                handle -> UserStore.insert(handle, user("ada", "ada@acme.example", false))));
    }

    @Test
    void severalUsersMayHaveNoEmail() {
        assertThatNoException().isThrownBy(() -> TENANTS.changeAcme(handle -> {
            UserStore.insert(handle, user("bob", null, false));
            UserStore.insert(handle, user("eve", null, false));
        }));
    }

    @Test
    void severalUsersMayHaveASharedEmail() {
        TENANTS.changeAcme(handle -> {
            UserStore.insert(handle, user("eve", "family@acme.example", true));
            UserStore.insert(handle, user("bob", "family@acme.example", true));
        });

        TENANTS.readAcme(handle -> assertThat(UserStore.findByEmailOrUsername(handle, "family@acme.example"))
                .extracting(StoredUser::username)
                .containsExactly("bob", "eve"));
    }

    @Test
    void aSharedEmailIsVerifiedIfAnEnabledUserHasVerifiedTheEmail() {
        String email = "family@acme.example";
        TENANTS.changeAcme(handle -> {
            for (String name : List.of("bob", "carol", "dan", "eve")) {
                StoredUser user = user(name, email, true);
                user.enabled(!name.equals("dan"));
                user.emailVerified(name.equals("dan"));
                UserStore.insert(handle, user);
            }
        });
        TENANTS.readAcme(handle -> assertThat(UserStore.hasVerified(handle, email)).as("dan is disabled").isFalse());

        TENANTS.changeAcme(handle -> {
            StoredUser eve = UserStore.findByUsername(handle, "eve").orElseThrow();
            eve.emailVerified(true);
            UserStore.update(handle, eve);
        });
        TENANTS.readAcme(handle -> assertThat(UserStore.hasVerified(handle, email)).isTrue());
    }

    @Test
    void anIdIsUnique() {
        assertDuplicate(new StoredUser(TwoTenants.adaOf("acme"), "eve"), "users_pkey");
    }

    @Test
    void anUpdateToAnEmailThatIsTakenIsRefused() {
        TENANTS.changeAcme(handle -> UserStore.insert(handle, user("eve", null, false)));

        assertThatExceptionOfType(DuplicateException.class).isThrownBy(() -> TENANTS.changeAcme(handle -> {
            StoredUser eve = UserStore.findByUsername(handle, "eve").orElseThrow();
            eve.email("ada@acme.example", false);
            UserStore.update(handle, eve);
        })).extracting(DuplicateException::constraint).isEqualTo("users_email");
    }

    private static void assertRefusedAtOnce(StoredUser first, StoredUser second, String constraint) {
        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() -> SESSIONS.atOnce(
                        (handle, ada) -> UserStore.insert(handle, first),
                        (handle, ada) -> UserStore.insert(handle, second)))
                .extracting(DuplicateException::constraint)
                .isEqualTo(constraint);
        TENANTS.readAcme(handle -> {
            assertThat(UserStore.findById(handle, first.id())).map(StoredUser::username).contains(first.username());
            assertThat(handle.count("select count(*) from users")).isEqualTo(2);
        });
    }

    @Test
    void theSecondOfTwoSimultaneousUsersWithTheSameNameEmailOrIdIsRefused() {
        assertRefusedAtOnce(new StoredUser("b1", "bob"), new StoredUser("b2", "bob"), "users_username");
        TENANTS.onlyAda();
        assertRefusedAtOnce(user("bob", "b@acme.example", false), user("eve", "b@acme.example", false), "users_email");
        TENANTS.onlyAda();
        assertRefusedAtOnce(new StoredUser("b1", "bob"), new StoredUser("b1", "eve"), "users_pkey");
    }
}
