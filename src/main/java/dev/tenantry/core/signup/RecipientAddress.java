package dev.tenantry.core.signup;

import java.util.Locale;

/** Maps e-mail addresses of the same mailbox to one text, by which mails are counted and limited. */
public final class RecipientAddress {

    private RecipientAddress() {}

    /**
     * Returns the e-mail address in lower case and without a "+" part before the "@" (subaddress, RFC 5233), since most
     * mail servers deliver all of these addresses to one mailbox.
     */
    public static String of(String email) {
        String address = email.toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }
}
