package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.tenant.TenantName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address an organization's name suggests. */
final class SlugTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Acme Corporation        | acme-corporation
            '  Acme --- & Sons!  '  | acme-sons
            Müller & Söhne          | muller-sohne
            Straße 7                | strasse-7
            Ærø Færge               | aero-faerge
            Żółć                    | zolc
            Ｆｕｌｌ ｗｉｄｔｈ            | full-width
            ACME                    | acme
            𝐀𝐜𝐦𝐞                    | acme
            """)
    void aSlugIsMadeOfPlainLettersAndDigits(String organization, String slug) {
        assertThat(Slug.of(organization)).isEqualTo(slug);
        assertThat(new TenantName(slug)).isNotNull();
    }

    @Test
    void aCutNameDoesNotEndWithAHyphen() {
        String slug = Slug.of("a".repeat(62) + " b");

        assertThat(slug).isEqualTo("a".repeat(62));
        assertThat(Slug.of("ab ".repeat(100))).hasSizeLessThanOrEqualTo(TenantName.MAX_LENGTH).doesNotEndWith("-");
    }

    /** Normalization takes quadratic time for marks in a row. */
    @Test
    void onlyTheBeginningOfALongNameIsRead() {
        int read = readOf(1_000);

        assertThat(read).isLessThanOrEqualTo(FormText.MAX_LENGTH);
        assertThat(readOf(2_000)).isEqualTo(read);
        assertThat(readOf(130_000)).isEqualTo(read);
    }

    private static int readOf(int length) {
        CountedText text = new CountedText("\u0323\u0301".repeat(length / 2));
        Slug.of(text);
        return text.read();
    }

    @Test
    void aNameWithoutLatinLettersAndDigitsSuggestsNothing() {
        assertThat(Slug.of("株式会社")).isEmpty();
        assertThat(Slug.of("")).isEmpty();
        assertThat(Slug.of(" -- ")).isEmpty();
    }
}
