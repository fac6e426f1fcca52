package dev.tenantry.core.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How much of a form is read. */
final class FormTextTest {

    @Test
    void aTextOfAFormIsCutOneCharacterAfterTheMaximum() {
        assertThat(longestOf(1_000)).isEqualTo(FormText.MAX_LENGTH + 1);
        assertThat(longestOf(130_000)).isEqualTo(longestOf(1_000));
        assertThat(FormText.isTooLong(FormText.trimmed("a".repeat(130_000)))).isTrue();
    }

    private static int longestOf(int length) {
        SignUpForm form = SignUpForm.of(field -> "\u0301".repeat(length));
        return List.of(form.organization(), form.address(), form.email(), form.username(), form.firstName(),
                        form.lastName(), form.password(), form.passwordAgain(), form.tenantName()).stream()
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }

    @Test
    void blanksAroundATextDoNotCountTowardItsLength() {
        String text = "a".repeat(FormText.MAX_LENGTH);

        assertThat(FormText.trimmed(" ".repeat(300) + text + " ".repeat(300))).isEqualTo(text);
        assertThat(FormText.trimmed("a" + " ".repeat(300) + "b")).satisfies(
                cut -> assertThat(FormText.isTooLong(cut)).isTrue());
        assertThat(FormText.exactly(" a ")).isEqualTo(" a ");
        assertThat(FormText.trimmed(null)).isEmpty();
        assertThat(FormText.exactly(null)).isEmpty();
    }
}
