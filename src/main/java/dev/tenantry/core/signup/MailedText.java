package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.DisplayName;

/**
 * A stranger's text for a line of its own in a mail: short, without invisible characters, and without text that a mail
 * program turns into a link.
 */
public final class MailedText {

    /** Code points in a mail. */
    static final int MAX_LENGTH = 60;

    /** Mail programs recognize addresses by these characters. Browsers treat the last four as dots (UTS 46). */
    private static final String OF_ADDRESSES = ".:/\\@\u3002\uff0e\uff61\u2024";

    private MailedText() {}

    /** Returns the cleaned text, with a space after each character that an address needs. */
    public static String of(String text) {
        String cleaned = DisplayName.cleaned(text).orElse("");
        boolean isLong = cleaned.codePointCount(0, cleaned.length()) > MAX_LENGTH;
        String shown = isLong ? cleaned.substring(0, cleaned.offsetByCodePoints(0, MAX_LENGTH)) + "…" : cleaned;
        StringBuilder broken = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            broken.append(character);
            boolean isLast = i == shown.length() - 1;
            if (OF_ADDRESSES.indexOf(character) >= 0 && !isLast && shown.charAt(i + 1) != ' ') {
                broken.append(' ');
            }
        }
        return broken.toString();
    }
}
