package dev.tenantry.core.branding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogoTest {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n and so on".getBytes(ISO_8859_1);
    private static final byte[] JPEG = "\u00ff\u00d8\u00ff and so on".getBytes(ISO_8859_1);
    private static final byte[] WEBP = "RIFF\u0010\0\0\0WEBP and so on".getBytes(ISO_8859_1);

    @Test
    void imagesOfThreeKindsAreLogos() {
        assertThat(Logo.read(uri("image/png", PNG)).orElseThrow().dataUri()).isEqualTo(uri("image/png", PNG));
        assertThat(Logo.read(uri("image/jpeg", JPEG))).isPresent();
        assertThat(Logo.read(uri("image/webp", WEBP))).isPresent();
    }

    @Test
    void anImageMustMatchItsDeclaredType() {
        assertThat(Logo.read(uri("image/png", JPEG))).isEmpty();
        assertThat(Logo.read(uri("image/jpeg", WEBP))).isEmpty();
        assertThat(Logo.read(uri("image/webp", PNG))).isEmpty();
        assertThat(Logo.read(uri("image/png", "<svg onload='alert(1)'/>".getBytes(ISO_8859_1)))).isEmpty();
        assertThat(Logo.read(uri("image/png", new byte[] {(byte) 0x89}))).isEmpty();
    }

    @Test
    void aLogoHasAMaximumSize() {
        assertThat(Logo.read(uri("image/png", Arrays.copyOf(PNG, Logo.MAX_BYTES)))).isPresent();
        assertThat(Logo.read(uri("image/png", Arrays.copyOf(PNG, Logo.MAX_BYTES + 1)))).isEmpty();
        assertThat(Logo.read(uri("image/png", Arrays.copyOf(PNG, 10_000_000)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data:", "https://evil.test/logo.png", "//evil.test/logo.png", "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml;base64,PHN2Zy8+", "data:image/png,abc",
        "data:image/png;base64,", "data:image/png;base64,iVBOR", "data:image/png;base64,iVBORw0KGgo=\")",
        "data:image/png;base64,iVBORw0KGgo=\"><script>", "data:image/png;charset=x;base64,iVBORw0KGgo=",
        "DATA:image/png;base64,iVBORw0KGgo=", " data:image/png;base64,iVBORw0KGgo=",
        "data:image/png;base64,iVBORw0KGgo=\n"})
    void otherTextsAreNoLogos(String text) {
        assertThat(Logo.read(text)).isEmpty();
        assertThatThrownBy(() -> new Logo(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nullIsNoLogo() {
        assertThat(Logo.read(null)).isEmpty();
    }

    private static String uri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
