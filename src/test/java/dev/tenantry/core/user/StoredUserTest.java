package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenantry.core.db.UnstorableTextException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class StoredUserTest {

    private static final String NUL = "a\0b";
    private static final String HALF_A_CHARACTER = "a\ud83d";

    private static StoredUser stored() {
        StoredUser ada = new StoredUser("ada-id", "ada");
        Change.prepare(ada);
        ada.isWritten();
        return ada;
    }

    private static Stream<Consumer<StoredUser>> unstorable() {
        return Stream.of(
                ada -> ada.attribute(NUL, List.of("x")),
                ada -> ada.attribute("color", List.of("x", NUL)),
                ada -> ada.attribute("color", List.of(HALF_A_CHARACTER)),
                ada -> ada.link(new BrokerLink("google", NUL, null, null)),
                ada -> ada.link(new BrokerLink("google", "1", HALF_A_CHARACTER, null)),
                ada -> ada.link(new BrokerLink("google", "1", null, NUL)),
                ada -> ada.consent(new StoredConsent("shop", 1, 1, List.of(new StoredConsent.Scope("pay", NUL)))));
    }

    @ParameterizedTest
    @MethodSource("unstorable")
    void anUnstorableTextIsRefusedAtOnceAndTheUserIsUnchanged(Consumer<StoredUser> change) {
        StoredUser ada = stored();

        assertThatExceptionOfType(UnstorableTextException.class).isThrownBy(() -> change.accept(ada));
        assertThat(ada.isChanged()).isFalse();
        assertThat(Contents.of(ada)).isEqualTo(Contents.of(stored()));
    }

    @ParameterizedTest
    @EnumSource
    void aUserCountsAsChangedUntilTheChangeIsWritten(Change change) {
        StoredUser ada = stored();
        assertThat(ada.isChanged()).isFalse();

        change.accept(ada, "first");
        assertThat(ada.isChanged()).isTrue();

        ada.isWritten();
        assertThat(ada.isChanged()).isFalse();
    }

    @Test
    void settingTheSameValuesIsNoChange() {
        StoredUser ada = stored();
        Change.prepare(ada);
        ada.username("ada");
        ada.email(null, false);
        ada.requireNoLonger("never required");
        ada.revokeRole("none");
        ada.unlink("none");
        ada.credentials().remove("none");

        // Change.prepare adds two credentials, which are new each time.
        assertThat(Stream.of(ada.attributes, ada.requiredActions, ada.roles, ada.groups, ada.brokerLinks, ada.consents,
                        ada.verifiableCredentials, ada.issuedCredentials))
                .noneMatch(Part::isChanged);
    }

    /** In a realm that allows duplicate e-mails, each user is stored with {@code shared} true. */
    @Test
    void aUserWithoutAnEmailSharesNone() {
        StoredUser ada = stored();
        ada.email(null, true);
        assertThat(ada.emailShared()).isFalse();
        assertThat(ada.isChanged()).isFalse();

        ada.email("ada@acme.example", true);
        assertThat(ada.emailShared()).isTrue();
        ada.email(null, true);
        assertThat(ada.emailShared()).isFalse();
        assertThat(ada.isChanged("email_shared")).isTrue();
    }

    @Test
    void aUserWhoIsBeingWrittenDoesNotCountAsChanged() {
        StoredUser ada = stored();
        ada.firstName("Augusta");
        ada.isBeingWritten();

        assertThat(ada.isChanged()).isFalse();
    }
}
