package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.core.db.UnstorableTextException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CredentialListTest {

    private final CredentialList credentials = new CredentialList();

    @BeforeEach
    void four() {
        for (String id : List.of("d", "b", "c", "a")) {
            credentials.add(otp(id));
        }
        credentials.isWritten();
    }

    private static StoredCredential otp(String id) {
        return new StoredCredential(id, "otp", null, null, null, null);
    }

    private static StoredCredential password(String id, Long createdAt, String secret) {
        return new StoredCredential(id, "password", null, createdAt, secret, "{}");
    }

    private void assertOrder(String... ids) {
        assertThat(credentials.all()).extracting(StoredCredential::id).containsExactly(ids);
    }

    @Test
    void credentialsAreTriedInTheOrderOfTheirCreation() {
        assertOrder("d", "b", "c", "a");
        assertThat(credentials.isChanged()).isFalse();
    }

    @Test
    void anUpdateKeepsThePlace() {
        StoredCredential changed = new StoredCredential("b", "recovery", "mine", 5L, "{\"s\":1}", "{\"c\":2}");
        credentials.update(changed);

        assertThat(credentials.all()).element(1).isEqualTo(changed);
        assertThat(credentials.isChanged()).isTrue();
    }

    @Test
    void aCredentialThatTheUserLacksIsNeitherUpdatedNorRemoved() {
        credentials.update(otp("x"));

        assertThat(credentials.remove("x")).isFalse();
        assertOrder("d", "b", "c", "a");
        assertThat(credentials.isChanged()).isFalse();
    }

    @Test
    void aNewCredentialIsTheLastEvenAfterARemoval() {
        assertThat(credentials.remove("b")).isTrue();
        assertThat(credentials.remove("b")).isFalse();
        credentials.add(otp("0"));

        assertOrder("d", "c", "a", "0");
    }

    @Test
    void aTextThatCannotBeStoredIsRefusedAtOnce() {
        assertThatExceptionOfType(UnstorableTextException.class)
                .isThrownBy(() -> credentials.add(new StoredCredential("x", "otp", "a\0b", null, null, null)));
        assertThatExceptionOfType(UnstorableTextException.class)
                .isThrownBy(() -> credentials.update(new StoredCredential("b", "otp", null, null, "\ud83d", null)));
        assertOrder("d", "b", "c", "a");
        assertThat(credentials.isChanged()).isFalse();
    }

    @Test
    void aSecretIsNotLogged() {
        assertThat(password("b", 5L, "s3cret").toString()).doesNotContain("s3cret");
    }

    @Nested
    final class APassword {

        @Test
        void takesThePlaceOfTheOldPassword() {
            credentials.add(password("first", 1L, "1"));
            credentials.add(otp("key"));
            credentials.add(password("second", 2L, "2"));

            assertOrder("d", "b", "c", "a", "second", "key");
        }

        @Test
        void isHashedAgain() {
            credentials.add(password("p", 5L, "old"));
            credentials.update(password("p", 5L, "old, hashed again"));

            assertThat(credentials.all()).endsWith(password("p", 5L, "old, hashed again"));
        }

        /** Keycloak hashes a password again after a login, with the date that the password had when it was checked. */
        @Test
        void isNotRestoredByRehashingAfterAReplacement() {
            credentials.add(password("p", 2L, "new"));
            credentials.update(password("p", 1L, "old, hashed again"));

            assertThat(credentials.all()).endsWith(password("p", 2L, "new"));
        }

        @Test
        void isReplacedByOneFromAServerWhoseClockIsBehind() {
            credentials.add(password("p", 5L, "old"));
            credentials.replacePassword(password("p", 4L, "new"));

            assertThat(credentials.all()).endsWith(password("p", 4L, "new"));
        }

        @Test
        void isNotReplacedUnderAnotherId() {
            credentials.add(password("p", 5L, "old"));
            credentials.replacePassword(password("q", 6L, "new"));

            assertThat(credentials.all()).endsWith(password("p", 5L, "old"));
        }

        @Test
        void staysAPassword() {
            credentials.add(password("p", 5L, "old"));

            assertThatIllegalArgumentException().isThrownBy(() -> credentials.update(otp("p")));
        }

        @Test
        void isRemovedOnce() {
            credentials.add(password("p", 5L, "old"));

            assertThat(credentials.remove("p")).isTrue();
            assertThat(credentials.remove("p")).isFalse();
            assertOrder("d", "b", "c", "a");
        }

        @Test
        void isMovedLikeAnyOtherCredential() {
            credentials.add(password("p", 5L, "old"));

            assertThat(credentials.moveBehind("p", Optional.of("b"))).isTrue();
            assertOrder("d", "b", "p", "c", "a");
        }
    }

    @Nested
    final class AMove {

        @ParameterizedTest(name = "{0} behind {1}: {2}")
        @CsvSource({
            "a, , a d b c", "d, , d b c a", "c, , c d b a", "d, b, b d c a", "d, a, b c a d", "a, d, d a b c",
            "a, c, d b c a", "b, d, d b c a", "c, c, d b c a"
        })
        void putsACredentialRightBehindAnotherOrFirst(String id, String previous, String expected) {
            assertThat(credentials.moveBehind(id, Optional.ofNullable(previous))).isTrue();

            assertOrder(expected.split(" "));
        }

        @ParameterizedTest
        @CsvSource({"x, ", "x, a", "a, x", "x, x"})
        void changesNothingIfOneOfTheTwoIsMissing(String id, String previous) {
            assertThat(credentials.moveBehind(id, Optional.ofNullable(previous))).isFalse();

            assertOrder("d", "b", "c", "a");
            assertThat(credentials.isChanged()).isFalse();
        }

        @Test
        void canBeFollowedByANewCredential() {
            credentials.moveBehind("d", Optional.of("a"));
            credentials.add(otp("e"));

            assertOrder("b", "c", "a", "d", "e");
        }
    }
}
