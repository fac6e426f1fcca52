package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.DisplayName;

/**
 * Makes texts of strangers safe for mails. A safe text is short, has no invisible characters, and contains nothing that
 * a mail program would turn into a link.
 */
public final class MailedText {

    /** The maximum length of a safe text, in code points. A longer text is cut and gets an ellipsis. */
    static final int MAX_LENGTH = 60;

    /**
     * The characters by which mail programs recognize addresses. Browsers treat the last four characters as dots (UTS
     * 46).
     */
    private static final String OF_ADDRESSES = ".:/\\@\u3002\uff0e\uff61\u2024";

    private MailedText() {}

    /**
     * Returns the safe text. Cleans the text with {@link DisplayName#cleaned}, cuts it to the maximum length, and
     * inserts a space after each character of {@code OF_ADDRESSES}, so that no address remains.
     */
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
