package dev.tenantry.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.db.DuplicateException;
import dev.tenantry.db.MissingReferenceException;
import dev.tenantry.support.Eventually;
import dev.tenantry.tenant.TenantHandle;
import dev.tenantry.tenant.TenantTransaction;
import dev.tenantry.tenant.TwoTenants;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sessions that have both loaded a user before either of them writes. */
final class ChangesAtOnceTest {

    @AutoClose
    private static final TwoTenants TENANTS = TwoTenants.provisioned();

    @BeforeEach
    void onlyAda() {
        TENANTS.onlyAda();
    }

    @AfterEach
    void theOtherTenantsAdaIsAsBefore() {
        TENANTS.readGlobex(handle -> {
            assertThat(Ada.load(handle).attributes()).isEmpty();
            assertThat(Ada.load(handle).credentials()).isEmpty();
            assertThat(Ada.load(handle).firstName()).isEqualTo("Ada of globex");
        });
    }

    /** The second one has sent its changes, and waits for the first, when that commits. */
    private static void atOnce(BiConsumer<TenantHandle, StoredUser> first, BiConsumer<TenantHandle, StoredUser> second) {
        TenantTransaction one = TENANTS.transactions().beginLater(TENANTS.acme());
        TenantTransaction other = TENANTS.transactions().beginLater(TENANTS.acme());
        StoredUser ofOne = one.read(Ada::load);
        StoredUser ofOther = other.read(Ada::load);
        try {
            write(one, first, ofOne);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> write(other, second, ofOther));
            Eventually.holds("the second waits for the first, or is through", () -> waiting.isDone() || isWaiting());
            one.commit();
            waiting.join();
            other.commit();
        } finally {
            one.rollback();
            other.rollback();
        }
    }

    private static void write(
            TenantTransaction transaction, BiConsumer<TenantHandle, StoredUser> change, StoredUser user) {
        transaction.write(handle -> {
            change.accept(handle, user);
            handle.send();
            return null;
        });
    }

    private static boolean isWaiting() {
        return !TENANTS.beside()
                .rows("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .isEmpty();
    }

    private static StoredCredential credential(String id, String type) {
        return new StoredCredential(id, type, null, 1L, "{}", "{}");
    }

    private static BiConsumer<TenantHandle, StoredUser> creating(String id, String type) {
        return (handle, ada) -> CredentialStore.create(handle, ada, credential(id, type));
    }

    private static BiConsumer<TenantHandle, StoredUser> setting(String color) {
        return (handle, ada) -> AttributeStore.set(handle, ada, "color", List.of(color));
    }

    @Test
    void ofTwoPasswordsTheLastOneIsLeft() {
        atOnce(creating("first", "password"), creating("second", "password"));

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials())
                .containsExactly(credential("second", "password")));
    }

    @Test
    void aNewPasswordKeepsThePlaceOfTheOneBefore() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            CredentialStore.create(handle, ada, credential("first", "password"));
            CredentialStore.create(handle, ada, credential("key", "webauthn"));
            CredentialStore.create(handle, ada, credential("second", "password"));

            assertThat(ada.credentials())
                    .containsExactly(credential("second", "password"), credential("key", "webauthn"));
            assertThat(Ada.load(handle).credentials()).isEqualTo(ada.credentials());
        });
    }

    /** Keycloak hashes a password again after a login, with the date that the password had when it was checked. */
    @Test
    void aPasswordThatWasReplacedDoesNotComeBackWhenItIsHashedAgain() {
        TENANTS.changeAcme(handle -> CredentialStore.create(handle, Ada.load(handle), password(1, "old")));

        atOnce(
                (handle, ada) -> CredentialStore.replacePassword(handle, ada, password(2, "new")),
                (handle, ada) -> CredentialStore.update(handle, ada, password(1, "old, hashed again")));

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials()).containsExactly(password(2, "new")));
    }

    @Test
    void aPasswordIsHashedAgainAndReplacedByOneFromAServerWhoseClockIsBehind() {
        TENANTS.changeAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            CredentialStore.create(handle, ada, password(5, "old"));
            CredentialStore.update(handle, ada, password(5, "old, hashed again"));
            assertThat(Ada.load(handle).credentials()).containsExactly(password(5, "old, hashed again"));

            CredentialStore.replacePassword(handle, ada, password(4, "new"));
            assertThat(ada.credentials()).containsExactly(password(4, "new"));
            assertThat(Ada.load(handle).credentials()).isEqualTo(ada.credentials());
        });
    }

    private static StoredCredential password(long createdAt, String secret) {
        return new StoredCredential("p", "password", null, createdAt, secret, "{}");
    }

    @Test
    void theDatabaseItselfRefusesASecondPassword() {
        TENANTS.changeAcme(handle -> CredentialStore.create(handle, Ada.load(handle), credential("p", "password")));

        assertThatExceptionOfType(DuplicateException.class)
                .isThrownBy(() -> TENANTS.changeAcme(handle -> handle.update("""
                        insert into credential (id, user_id, position, type) values ('q', ?, 1, 'password')""",
                        TwoTenants.adaOf("acme"))))
                .extracting(DuplicateException::constraint)
                .isEqualTo("credential_password");
    }

    @Test
    void twoCredentialsGetTwoPlaces() {
        atOnce(creating("b", "otp"), creating("a", "webauthn"));

        TENANTS.readAcme(handle -> assertThat(Ada.load(handle).credentials())
                .extracting(StoredCredential::id)
                .containsExactly("b", "a"));
    }

    @Test
    void ofTwoNewAttributesTheLastOneIsLeft() {
        atOnce(setting("red"), setting("blue"));

        TENANTS.readAcme(handle ->
                assertThat(Ada.load(handle).attributes()).isEqualTo(Map.of("color", List.of("blue"))));
    }

    @Test
    void ofTwoChangesOfAnAttributeTheLastOneIsLeft() {
        TENANTS.changeAcme(handle -> AttributeStore.set(handle, Ada.load(handle), "color", List.of("green", "amber")));

        atOnce(setting("red"), setting("blue"));

        TENANTS.readAcme(handle ->
                assertThat(Ada.load(handle).attributes()).isEqualTo(Map.of("color", List.of("blue"))));
    }

    /** An admin disables the user while the user corrects a name. */
    @Test
    void changesOfDifferentFieldsAreBothKept() {
        atOnce(
                (handle, ada) -> {
                    ada.enabled(false);
                    UserStore.update(handle, ada);
                },
                (handle, ada) -> {
                    ada.firstName("Augusta");
                    ada.email("augusta@acme.example", false);
                    UserStore.update(handle, ada);
                });

        TENANTS.readAcme(handle -> {
            StoredUser ada = Ada.load(handle);
            assertThat(ada.enabled()).isFalse();
            assertThat(ada.firstName()).isEqualTo("Augusta");
            assertThat(ada.email()).isEqualTo("augusta@acme.example");
        });
    }

    @Test
    void aChangeOfAUserWhoWasJustRemovedNamesTheMissingUser() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> atOnce((handle, ada) -> UserStore.delete(handle, ada.id()), setting("blue")))
                .withCauseInstanceOf(MissingReferenceException.class)
                .satisfies(failure -> assertThat(((MissingReferenceException) failure.getCause()).constraint())
                        .isEqualTo("user_attribute_user_id_fkey"));
    }
}
