package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TwoTenants;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialStoreTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void fourOfEachAda() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(CredentialStoreTest::createFour);
        TENANTS.changeGlobex(CredentialStoreTest::createFour);
    }

    private static void createFour(TenantHandle handle) {
        StoredUser ada = Ada.load(handle);
        for (String id : List.of("d", "b", "c", "a")) {
            CredentialStore.create(handle, ada, new StoredCredential(id, "otp", null, null, null, null));
        }
    }

    private static List<String> ids(StoredUser user) {
        return user.credentials().stream().map(StoredCredential::id).toList();
    }

    private static void assertStored(String... ids) {
        TENANTS.readAcme(handle -> assertThat(ids(Ada.load(handle))).containsExactly(ids));
        TENANTS.readGlobex(handle -> assertThat(ids(Ada.load(handle))).containsExactly("d", "b", "c", "a"));
    }

    @Test
    void credentialsAreTriedInTheOrderOfTheirCreation() {
        assertStored("d", "b", "c", "a");
    }

    @Test
    void anUpdateKeepsThePlace() {
        StoredCredential changed = new StoredCredential("b", "password", "mine", 5L, "{\"s\":1}", "{\"c\":2}");
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            CredentialStore.update(handle, ada, changed);

            assertThat(ada.credentials()).element(1).isEqualTo(changed);
        });

        assertStored("d", "b", "c", "a");
        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials()).element(1).isEqualTo(changed));
    }

    @Test
    void aCredentialOfSomebodyElseIsNeitherUpdatedNorRemoved() {
        TENANTS.changeAcme(handle -> {
            StoredUser bob = new StoredUser("bob-id", "bob");
            UserStore.insert(handle, bob);
            CredentialStore.update(handle, bob, new StoredCredential("b", "password", "stolen", 1L, "", ""));

            assertThat(CredentialStore.remove(handle, bob, "b")).isFalse();
            assertThat(CredentialStore.moveBehind(handle, bob, "b", null)).isFalse();
            assertThat(bob.credentials()).isEmpty();
            assertThat(Ada.load(handle).credentials()).element(1)
                    .isEqualTo(new StoredCredential("b", "otp", null, null, null, null));
        });
    }

    @Test
    void theNextOneIsTheLastEvenAfterOneWasRemoved() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(CredentialStore.remove(handle, ada, "b")).isTrue();
            assertThat(CredentialStore.remove(handle, ada, "b")).isFalse();
            CredentialStore.create(handle, ada, new StoredCredential("0", "otp", "new", 1L, "{}", "{}"));

            assertThat(ids(ada)).containsExactly("d", "c", "a", "0");
        });

        assertStored("d", "c", "a", "0");
    }

    @Test
    void aSecretIsNotLogged() {
        assertThat(new StoredCredential("b", "password", "mine", 5L, "s3cret", "{}").toString())
                .doesNotContain("s3cret");
    }

    @Nested
    final class AMove {

        @ParameterizedTest(name = "{0} behind {1}: {2}")
        @CsvSource({
            "a, , a d b c", "d, , d b c a", "c, , c d b a", "d, b, b d c a", "d, a, b c a d", "a, d, d a b c",
            "a, c, d b c a", "b, d, d b c a", "c, c, d b c a"
        })
        void putsACredentialRightBehindAnotherOrFirst(String id, String previous, String expected) {
            String[] order = expected.split(" ");
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);

                assertThat(CredentialStore.moveBehind(handle, ada, id, previous)).isTrue();
                assertThat(ids(ada)).containsExactly(order);
            });

            assertStored(order);
        }

        @ParameterizedTest
        @CsvSource({"x, ", "x, a", "a, x", "x, x"})
        void changesNothingWhereOneOfTheTwoIsMissing(String id, String previous) {
            TENANTS.changeAcme(handle ->
                    assertThat(CredentialStore.moveBehind(handle, Ada.load(handle), id, previous)).isFalse());

            assertStored("d", "b", "c", "a");
        }

        @Test
        void canBeFollowedByANewCredential() {
            TENANTS.changeAcme(handle -> {
                StoredUser ada = Ada.load(handle);
                CredentialStore.moveBehind(handle, ada, "d", "a");
                CredentialStore.create(handle, ada, new StoredCredential("e", "otp", null, null, null, null));
            });

            assertStored("b", "c", "a", "d", "e");
        }
    }
}
