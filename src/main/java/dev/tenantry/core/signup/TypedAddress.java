package dev.tenantry.core.signup;

import java.util.Locale;

/**
 * Reads a tenant's name from the text that a user has typed: either the name itself, or a URL of the tenant that was
 * copied from a browser.
 */
public final class TypedAddress {

    private static final String REALMS = "/realms/";

    private TypedAddress() {}

    /**
     * Returns the part of the text that may be a tenant's name, in lower case. This part begins after the last {@code
     * /realms/}, or at the beginning of the text, and ends before the next slash.
     */
    public static String name(String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        int realms = text.lastIndexOf(REALMS);
        int begin = realms < 0 ? 0 : realms + REALMS.length();
        int end = text.indexOf('/', begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }
}
