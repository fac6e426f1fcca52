package dev.tenantry.core.signup;

import java.util.Locale;

/** Reads a tenant's address as a user types it: either the tenant's name or an address copied from a browser. */
public final class TypedAddress {

    private static final String REALMS = "/realms/";

    private TypedAddress() {}

    /** Returns the part of the text that may be a tenant's name, in lower case. */
    public static String name(String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        int realms = text.lastIndexOf(REALMS);
        int begin = realms < 0 ? 0 : realms + REALMS.length();
        int end = text.indexOf('/', begin);
        return text.substring(begin, end < 0 ? text.length() : end);
    }
}
