package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A form is accepted only if it comes from our page, in the same browser and within an hour. */
final class FormTokensTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ANN = FormTokens.newCookie();
    private static final String BOB = FormTokens.newCookie();

    private final FormTokens tokens = at(NOON, "secret");

    @Test
    void aTokenIsGoodForItsFormInItsBrowser() {
        String token = tokens.token("sign-up", ANN);

        assertThat(tokens.accepts("sign-up", ANN, token)).isTrue();
        assertThat(tokens.accepts("sign-up", BOB, token)).isFalse();
        assertThat(tokens.accepts("find", ANN, token)).isFalse();
    }

    @Test
    void aTokenIsGoodForAnHour() {
        String token = tokens.token("sign-up", ANN);

        assertThat(at(NOON.plusSeconds(3600), "secret").accepts("sign-up", ANN, token)).isTrue();
        assertThat(at(NOON.plusSeconds(3601), "secret").accepts("sign-up", ANN, token)).isFalse();
    }

    @Test
    void aTokenMadeWithAnotherKeyIsRefused() {
        assertThat(tokens.accepts("sign-up", ANN, at(NOON, "guessed").token("sign-up", ANN))).isFalse();
    }

    @Test
    void aChangedTokenIsRefused() {
        String token = tokens.token("sign-up", ANN);
        String later = (NOON.getEpochSecond() + 1) + token.substring(token.indexOf('.'));

        List<String> forgeries =
                List.of("", ".", token + "x", token.substring(1), later, "x" + token, "9".repeat(40) + ".x");
        for (String forged : forgeries) {
            assertThat(tokens.accepts("sign-up", ANN, forged)).as(forged).isFalse();
        }
        assertThat(tokens.accepts("sign-up", ANN, null)).isFalse();
        assertThat(tokens.accepts("sign-up", null, token)).isFalse();
    }

    @Test
    void aMalformedCookieIsRefused() {
        for (String foreign : List.of("", "a", "a\nb", ANN + "a", "<" + ANN.substring(1))) {
            assertThat(FormTokens.isCookie(foreign)).as(foreign).isFalse();
            assertThat(tokens.accepts("sign-up", foreign, tokens.token("sign-up", foreign))).isFalse();
        }
        assertThat(FormTokens.isCookie(ANN)).isTrue();
    }

    @Test
    void cookiesAndLinkTokensNeverRepeat() {
        assertThat(Stream.generate(FormTokens::newCookie).limit(1000)).doesNotHaveDuplicates();
        assertThat(Stream.generate(LinkToken::random).limit(1000)).doesNotHaveDuplicates();
    }

    @Test
    void aKeyedDigestDiffersBySenderFormAndKey() {
        String digest = tokens.keyedDigest("sign-up", "192.0.2.1");

        assertThat(digest).isEqualTo(tokens.keyedDigest("sign-up", "192.0.2.1")).doesNotContain("192");
        assertThat(digest).isNotEqualTo(tokens.keyedDigest("sign-up", "192.0.2.2"));
        assertThat(digest).isNotEqualTo(tokens.keyedDigest("find", "192.0.2.1"));
        assertThat(digest).isNotEqualTo(at(NOON, "guessed").keyedDigest("sign-up", "192.0.2.1"));
    }

    @Test
    void aLinkTokenHasADigestAndIsNotLogged() {
        LinkToken token = LinkToken.random();

        assertThat(token.digest()).hasSize(64).isEqualTo(new LinkToken(token.value()).digest());
        assertThat(token.value()).hasSize(43);
        assertThat(token.toString()).doesNotContain(token.value());
    }

    private static FormTokens at(Instant now, String key) {
        return new FormTokens(
                key.getBytes(StandardCharsets.UTF_8), Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }
}
