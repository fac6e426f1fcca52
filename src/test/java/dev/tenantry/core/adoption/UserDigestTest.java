package dev.tenantry.core.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.user.BrokerLink;
import dev.tenantry.core.user.StoredConsent;
import dev.tenantry.core.user.StoredCredential;
import dev.tenantry.core.user.StoredUser;
import dev.tenantry.core.user.StoredVerifiableCredential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UserDigestTest {

    private static final List<StoredConsent.Scope> SCOPES =
            List.of(new StoredConsent.Scope("profile", null), new StoredConsent.Scope("pay", "7"));

    @SafeVarargs
    private static StoredUser ada(Consumer<StoredUser>... changes) {
        StoredUser ada = new StoredUser("ada", true, "ada");
        for (Consumer<StoredUser> change : changes) {
            change.accept(ada);
        }
        return ada;
    }

    @SafeVarargs
    private static String digest(Consumer<StoredUser>... changes) {
        return UserDigest.of(List.of(ada(changes)));
    }

    private static Consumer<StoredUser> credential(String id, String type, String secret) {
        return user -> user.credentials().add(new StoredCredential(id, type, null, 1L, secret, null));
    }

    /** Changes of a user, each with a different result. */
    static List<Consumer<StoredUser>> changes() {
        return List.of(
                user -> user.username("grace"),
                user -> user.email("ada@shop.test", false),
                user -> user.email("ada@shop.test", true),
                user -> user.firstName("Ada"),
                user -> user.lastName("Ada"),
                user -> user.emailVerified(true),
                user -> user.enabled(true),
                user -> user.notBefore(1),
                user -> user.createdAt(1L),
                user -> user.modifiedAt(1L),
                user -> user.federationLink("ldap"),
                user -> user.serviceAccountClient("ldap"),
                user -> user.attribute("color", List.of("red")),
                user -> user.attribute("color", List.of("red", "red")),
                user -> user.attribute("color", List.of("")),
                user -> user.require("color"),
                user -> user.grantRole("color"),
                user -> user.joinGroup("color", "UNMANAGED"),
                user -> user.joinGroup("color", "MANAGED"),
                credential("p", "password", "secret"),
                credential("p", "password", "another secret"),
                credential("p", "otp", "secret"),
                user -> user.link(new BrokerLink("partner", null, null, null)),
                user -> user.link(new BrokerLink("partner", "7", null, null)),
                user -> user.link(new BrokerLink("partner", null, "7", null)),
                user -> user.link(new BrokerLink("partner", null, null, "7")),
                user -> user.consent(new StoredConsent("client", 1, 2, List.of())),
                user -> user.consent(new StoredConsent("client", 2, 1, List.of())),
                user -> user.consent(new StoredConsent("client", 1, 2, SCOPES)),
                user -> user.consent(new StoredConsent("client", 1, 2, SCOPES.subList(0, 1))),
                user -> user.verifiableCredential(verifiable("1")),
                user -> user.verifiableCredential(verifiable("2")),
                user -> {
                    user.verifiableCredential(verifiable("1"));
                    user.issued(new StoredVerifiableCredential.Issued("issued", "v", "client", "1", 1L, 2L));
                });
    }

    private static StoredVerifiableCredential verifiable(String revision) {
        return new StoredVerifiableCredential("v", "degree", revision, "{}", 1L, 1L);
    }

    @Test
    void eachChangeOfAUserGivesAnotherDigest() {
        List<String> digests = new ArrayList<>(changes().stream().map(UserDigestTest::digest).toList());
        digests.add(digest());
        assertThat(digests).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aCopyHasTheDigestOfItsOriginal(Consumer<StoredUser> change) {
        StoredUser user = ada(change);
        assertThat(UserDigest.of(List.of(user.withId("ada")))).isEqualTo(UserDigest.of(List.of(user)));
        assertThat(UserDigest.of(List.of(user.withId("grace")))).isNotEqualTo(UserDigest.of(List.of(user)));
    }

    @Test
    void theOrderOfUsersAndOfTheirPartsDoesNotMatter() {
        List<Consumer<StoredUser>> parts = new ArrayList<>(List.of(
                user -> user.attribute("size", List.of("7")),
                user -> user.attribute("color", List.of("red")),
                user -> user.require("VERIFY_EMAIL"),
                user -> user.require("CONFIGURE_TOTP"),
                user -> user.grantRole("writer"),
                user -> user.grantRole("reader"),
                user -> user.joinGroup("staff", "UNMANAGED"),
                user -> user.joinGroup("admins", "UNMANAGED"),
                user -> user.link(new BrokerLink("partner", "1", null, null)),
                user -> user.link(new BrokerLink("another", "2", null, null)),
                user -> user.consent(new StoredConsent("web", 1, 1, List.of())),
                user -> user.consent(new StoredConsent("app", 1, 1, List.of()))));
        StoredUser ada = new StoredUser("ada", true, "ada");
        parts.forEach(part -> part.accept(ada));
        Collections.reverse(parts);
        StoredUser reversed = new StoredUser("ada", true, "ada");
        parts.forEach(part -> part.accept(reversed));
        StoredUser grace = new StoredUser("grace", true, "grace");

        assertThat(UserDigest.of(List.of(grace, reversed))).isEqualTo(UserDigest.of(List.of(ada, grace)));
    }

    @Test
    void theOrderOfAnAttributesValuesAndOfScopesDoesNotMatter() {
        assertThat(digest(user -> user.attribute("color", List.of("red", "blue"))))
                .isEqualTo(digest(user -> user.attribute("color", List.of("blue", "red"))));
        List<StoredConsent.Scope> reversed = List.of(SCOPES.get(1), SCOPES.get(0));
        assertThat(digest(user -> user.consent(new StoredConsent("client", 1, 2, SCOPES))))
                .isEqualTo(digest(user -> user.consent(new StoredConsent("client", 1, 2, reversed))));
    }

    @Test
    void theOrderOfCredentialsMattersAndTheirIdsDoNot() {
        String digest = digest(credential("p", "password", "1"), credential("o", "otp", "2"));

        assertThat(digest(credential("o", "otp", "2"), credential("p", "password", "1"))).isNotEqualTo(digest);
        assertThat(digest(credential("q", "password", "1"), credential("r", "otp", "2"))).isEqualTo(digest);
    }

    @Test
    void similarValuesHaveDifferentDigests() {
        String nothing = link(null, "a");
        assertThat(link("", "a")).isNotEqualTo(nothing);
        assertThat(link("-", "a")).isNotEqualTo(nothing);
        assertThat(link("a", "b c")).isNotEqualTo(link("a b", "c"));
        assertThat(link("1:a", "b")).isNotEqualTo(link("a", "1:b"));
        assertThat(digest(user -> user.attribute("a\nb", List.of("c"))))
                .isNotEqualTo(digest(user -> user.attribute("a", List.of("b\nc"))));
    }

    private static String link(String brokerUserId, String brokerUsername) {
        return digest(user -> user.link(new BrokerLink("partner", brokerUserId, brokerUsername, null)));
    }

    @Test
    void whetherAnIdIsPlainIsNotCompared() {
        assertThat(UserDigest.of(List.of(new StoredUser("ada", "ada")))).isEqualTo(digest());
    }
}
