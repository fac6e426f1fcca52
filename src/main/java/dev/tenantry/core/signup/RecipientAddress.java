package dev.tenantry.core.signup;

import java.util.Locale;

/** Maps all e-mail addresses of a mailbox to one text, so that the limit counts all mails to the mailbox. */
public final class RecipientAddress {

    private RecipientAddress() {}

    /**
     * Returns the e-mail address in lower case and without a "+" part before the "@" (subaddress, RFC 5233). Most
     * mail servers ignore the case and the "+" part when they choose the mailbox.
     */
    public static String of(String email) {
        String address = email.toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }
}
