package dev.tenantry.core.signup;

import dev.tenantry.core.tenant.TenantName;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Derives a tenant's name from an organization's name. The script of the sign-up page has a copy of these rules, and
 * shows the name while the user types.
 */
public final class Slug {

    private Slug() {}

    /**
     * Derives the tenant's name. Reads at most {@value FormText#MAX_LENGTH} characters of the organization's name,
     * since normalization takes quadratic time for a long sequence of combining marks.
     *
     * @return the name; empty or invalid if the organization's name has too few usable characters
     */
    public static String of(CharSequence organization) {
        String start = organization.subSequence(0, Math.min(organization.length(), FormText.MAX_LENGTH)).toString();
        String plain = Normalizer.normalize(start, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder();
        boolean isBetweenWords = false;
        for (int typed : plain.codePoints().toArray()) {
            String letters = letters(typed);
            if (!letters.isEmpty()) {
                slug.append(isBetweenWords && slug.length() > 0 ? "-" : "").append(letters);
                isBetweenWords = false;
            } else if (!isMark(typed)) {
                isBetweenWords = true;
            }
        }
        return cut(slug);
    }

    private static String letters(int typed) {
        if (typed >= 'a' && typed <= 'z' || typed >= '0' && typed <= '9') {
            return Character.toString(typed);
        }
        return switch (typed) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'ł' -> "l";
            default -> "";
        };
    }

    private static boolean isMark(int typed) {
        return switch (Character.getType(typed)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static String cut(StringBuilder slug) {
        slug.setLength(Math.min(slug.length(), TenantName.MAX_LENGTH));
        if (slug.length() > 0 && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.toString();
    }
}
