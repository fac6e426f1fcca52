package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.MissingRowException;
import dev.tenantry.core.lifecycle.TwoTenants;
import dev.tenantry.core.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two sessions have both loaded a user before either session writes. */
@Timeout(60)
final class ChangesAtOnceTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @AutoClose
    private static final TwoSessions SESSIONS = new TwoSessions(TENANTS);

    @BeforeEach
    void adaHasOneOfEverything() {
        TENANTS.onlyAda();
        TENANTS.changeAcme(handle -> Ada.change(handle, Change::prepare));
    }

    @AfterEach
    void theOtherTenantsAdaIsAsBefore() {
        TENANTS.readGlobex(handle -> {
            assertThat(Ada.load(handle).attributes()).isEmpty();
            assertThat(Ada.load(handle).credentials().all()).isEmpty();
            assertThat(Ada.load(handle).firstName()).isEqualTo("Ada of globex");
        });
    }

    private static void atOnce(Consumer<StoredUser> first, Consumer<StoredUser> second) {
        SESSIONS.atOnce((handle, ada) -> first.accept(ada), (handle, ada) -> second.accept(ada));
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(Change.values())
                .flatMap(first -> Stream.of(Change.values()).map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pairs")
    void twoSimultaneousChangesHaveTheSameResultAsSuccessiveOnes(Change first, Change second) {
        StoredUser oneAfterTheOther = TENANTS.inAcme(Ada::load);
        first.accept(oneAfterTheOther, "first");
        second.accept(oneAfterTheOther, "second");

        atOnce(ada -> first.accept(ada, "first"), ada -> second.accept(ada, "second"));

        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(Contents.of(ada)).isEqualTo(Contents.of(oneAfterTheOther));
            Contents.assertFoundByWhatItIs(handle, ada.id());
        });
    }

    private static void delete(TenantHandle handle, StoredUser ada) {
        UserStore.delete(handle, ada.id());
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfADeletedUserIsRefused(Change change) {
        assertThatExceptionOfType(MissingRowException.class)
                .isThrownBy(() -> SESSIONS.atOnce(ChangesAtOnceTest::delete, (handle, ada) -> change.accept(ada, "second")));

        assertAdaIsGone();
    }

    @ParameterizedTest
    @EnumSource
    void aUserCanBeDeletedDuringAChange(Change change) {
        SESSIONS.atOnce((handle, ada) -> change.accept(ada, "first"), ChangesAtOnceTest::delete);

        assertAdaIsGone();
    }

    @Test
    void onlyOneOfTwoDeletionsDeletesTheUser() {
        SESSIONS.atOnce(
                (handle, ada) -> assertThat(UserStore.delete(handle, ada.id())).isTrue(),
                (handle, ada) -> assertThat(UserStore.delete(handle, ada.id())).isFalse());

        assertAdaIsGone();
    }

    private static void assertAdaIsGone() {
        TENANTS.readAcme(handle -> assertThat(handle.count("select count(*) from users")).isZero());
    }

    private static void assertCredentials(StoredCredential... expected) {
        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials().all()).containsExactly(expected));
    }

    /** A login through an identity provider updates the link's token. The consent page updates a consent's scopes. */
    @Test
    void anUpdateDoesNotRestoreARemovedPart() {
        atOnce(
                ada -> {
                    ada.unlink("google");
                    ada.revokeConsent("shop");
                    ada.removeVerifiableCredential("diploma");
                },
                ada -> {
                    ada.link(new BrokerLink("google", "g-1", "ada", "newer token"));
                    ada.consent(new StoredConsent("shop", 1, 2, List.of()));
                    ada.verifiableCredential(
                            new StoredVerifiableCredential("v", "diploma", "r2", null, null, null));
                });

        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(ada.brokerLink("google")).isEmpty();
            assertThat(ada.consents()).isEmpty();
            assertThat(ada.verifiableCredentials()).isEmpty();
            Contents.assertFoundByWhatItIs(handle, ada.id());
        });
    }

    @Test
    void anExistingPartIsUpdated() {
        TENANTS.changeAcme(handle -> Ada.change(handle, ada -> {
            ada.link(new BrokerLink("google", "g-1", "ada", "newer token"));
            ada.consent(new StoredConsent("shop", 1, 2, List.of()));
        }));

        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(ada.brokerLink("google").orElseThrow().token()).isEqualTo("newer token");
            assertThat(ada.consents()).containsExactly(new StoredConsent("shop", 1, 2, List.of()));
        });
    }

    /** Keycloak hashes a password again after a login, with the date that the password had when it was checked. */
    @Test
    void rehashingDoesNotRestoreAReplacedPassword() {
        StoredCredential replaced = Change.password("old", 2, "new");
        atOnce(
                ada -> ada.credentials().replacePassword(replaced),
                ada -> ada.credentials().update(Change.password("old", 1, "old, hashed again")));
        assertCredentials(Change.KEY, replaced);

        StoredCredential another = Change.password("another", 3, "newer");
        atOnce(
                ada -> ada.credentials().add(another),
                ada -> ada.credentials().update(Change.password("old", 2, "new, hashed again")));
        assertCredentials(Change.KEY, another);
    }

    @Test
    void aRehashedPasswordIsReplaced() {
        atOnce(
                ada -> ada.credentials().update(Change.password("old", 1, "old, hashed again")),
                ada -> ada.credentials().add(Change.password("another", 0, "by a clock that is behind")));

        assertCredentials(Change.KEY, Change.password("another", 0, "by a clock that is behind"));
    }

    @Test
    void rehashingDoesNotRestoreARemovedPassword() {
        atOnce(
                ada -> ada.credentials().remove("old"),
                ada -> ada.credentials().update(Change.password("old", 1, "old, hashed again")));

        assertCredentials(Change.KEY);
    }

    /**
     * An administrator removes a lost key while a login writes the key's counter, or while the user reorders the keys.
     */
    @Test
    void updatingOrMovingDoesNotRestoreARemovedCredential() {
        StoredCredential password = Change.password("old", 1, "old");
        atOnce(
                ada -> ada.credentials().remove(Change.KEY.id()),
                ada -> ada.credentials().update(Change.key("counter")));
        assertCredentials(password);

        TENANTS.changeAcme(handle -> Ada.change(handle, ada -> ada.credentials().add(Change.KEY)));
        atOnce(
                ada -> ada.credentials().remove(Change.KEY.id()),
                ada -> ada.credentials().moveBehind(Change.KEY.id(), Optional.empty()));
        assertCredentials(password);
    }

    @Test
    void aCredentialIsUpdatedAndMoved() {
        Consumer<StoredUser> update = ada -> ada.credentials().update(Change.key("counter"));
        Consumer<StoredUser> move = ada -> ada.credentials().moveBehind("old", Optional.empty());

        atOnce(update, move);
        assertCredentials(Change.password("old", 1, "old"), Change.key("counter"));

        atOnce(ada -> ada.credentials().moveBehind(Change.KEY.id(), Optional.empty()),
                ada -> ada.credentials().update(Change.key("next counter")));
        assertCredentials(Change.key("next counter"), Change.password("old", 1, "old"));
    }

    @Test
    void twoAddedCredentialsAreBothKept() {
        StoredCredential b = new StoredCredential("b", "otp", null, 1L, "{}", "{}");
        StoredCredential a = new StoredCredential("a", "webauthn", null, 1L, "{}", "{}");
        atOnce(ada -> ada.credentials().add(b), ada -> ada.credentials().add(a));

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials().all())
                .containsExactlyInAnyOrder(Change.KEY, Change.password("old", 1, "old"), a, b));
    }

    /** An admin disables the user while the user corrects a name. */
    @Test
    void changesOfDifferentSingleValuesAreBothKept() {
        atOnce(ada -> ada.enabled(false), ada -> {
            ada.firstName("Augusta");
            ada.email("augusta@acme.example", false);
        });

        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(ada.enabled()).isFalse();
            assertThat(ada.firstName()).isEqualTo("Augusta");
            assertThat(ada.email()).isEqualTo("augusta@acme.example");
        });
    }

    @Test
    void theLastOfTwoMembershipTypesCounts() {
        atOnce(ada -> ada.joinGroup("poets", "MANAGED"), ada -> ada.joinGroup("poets", "UNMANAGED"));

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).membershipType("poets")).contains("UNMANAGED"));
    }
}
