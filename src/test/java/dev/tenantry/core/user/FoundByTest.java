package dev.tenantry.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoundByTest {

    private static final int LENGTH = FoundBy.VALUE_CHARACTERS;

    @ParameterizedTest
    @CsvSource({"department, a:department", "a=b, a:a\\=b", "a\\, a:a\\\\", "a\\=, a:a\\\\\\="})
    void anEqualsSignInANameIsEscaped(String name, String term) {
        assertThat(FoundBy.attribute(name)).isEqualTo(term);
        assertThat(FoundBy.attribute(name, "x=y")).isEqualTo(term + "=x=y");
    }

    @Test
    void anAttributesValueIsInLowerCaseAndALinksUserIdIsNot() {
        assertThat(FoundBy.attribute("Color", "Red")).isEqualTo("a:Color=red");
        assertThat(FoundBy.attribute("city", "İstanbul")).isEqualTo("a:city=i\u0307stanbul");
        assertThat(FoundBy.brokerLink("google", "AbC")).isEqualTo("i:google=AbC");
    }

    @Test
    void aLongValueIsCutButNotInTheMiddleOfACharacter() {
        assertThat(FoundBy.attribute("a", "x".repeat(LENGTH + 1))).isEqualTo("a:a=" + "x".repeat(LENGTH));
        assertThat(FoundBy.attribute("a", "x".repeat(LENGTH - 1) + "😀")).isEqualTo("a:a=" + "x".repeat(LENGTH - 1));
        assertThat(FoundBy.attribute("a", "x".repeat(LENGTH - 2) + "😀")).endsWith("x😀");
    }

    /** A longer value may have the same term. */
    @Test
    void onlyAValueShorterThanATermIsWhole() {
        assertThat(FoundBy.isWhole("x".repeat(LENGTH - 2))).isTrue();
        assertThat(FoundBy.isWhole("x".repeat(LENGTH - 1))).isFalse();
        assertThat(FoundBy.isWhole("x".repeat(LENGTH))).isFalse();
    }

    @Test
    void aUserHasATermForEachSearchablePart() {
        StoredUser ada = new StoredUser("ada-id", "ada");
        assertThat(FoundBy.of(ada)).isEmpty();

        ada.grantRole("r1");
        ada.joinGroup("g1", "MANAGED");
        ada.attribute("color", List.of("Red", "RED", "Blue"));
        ada.link(new BrokerLink("google", "G-1", "ada", "t"));
        ada.link(new BrokerLink("github", null, null, null));
        ada.consent(new StoredConsent("shop", 1, 1, List.of(new StoredConsent.Scope("profile", null))));
        ada.verifiableCredential(new StoredVerifiableCredential("v1", "diploma", "r", null, null, null));
        ada.issued(new StoredVerifiableCredential.Issued("i1", "v1", "shop", "r", 1L, null));
        ada.serviceAccountClient("robot");
        ada.require("VERIFY_EMAIL");
        ada.credentials().add(new StoredCredential("p", "password", null, 1L, "{}", "{}"));

        assertThat(FoundBy.of(ada)).containsExactlyInAnyOrder(
                "r:r1", "g:g1", "a:color", "a:color=red", "a:color=blue", "i:google", "i:google=G-1", "i:github",
                "c", "c:shop", "v:diploma", "w:v1", "x", "x:i1", "s:robot");
    }
}
