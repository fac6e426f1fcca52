package dev.tenantry.core.signup;

import java.net.IDN;
import java.util.Locale;

/** Maps all e-mail addresses of a mailbox to one text, so that the limit counts all mails to the mailbox. */
public final class RecipientAddress {

    private RecipientAddress() {}

    /**
     * Returns the e-mail address in lower case, with the ASCII form of its domain, without quotes and backslashes, and
     * without a "+" part before the "@" (subaddress, RFC 5233). Most mail servers ignore the case and the "+" part when
     * they choose the mailbox. Keycloak sends a mail to the ASCII form of the domain, for which there are many
     * spellings, such as a domain with soft hyphens (DefaultEmailSenderProvider, 26.7).
     */
    public static String of(String email) {
        int at = email.lastIndexOf('@');
        String local = email.substring(0, Math.max(at, 0)).replace("\"", "").replace("\\", "");
        int plus = local.indexOf('+');
        String mailbox = plus > 0 ? local.substring(0, plus) : local;
        return (mailbox + "@" + ascii(email.substring(at + 1))).toLowerCase(Locale.ROOT);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException notADomain) {
            return domain; // Keycloak refuses to send a mail to this address
        }
    }
}
