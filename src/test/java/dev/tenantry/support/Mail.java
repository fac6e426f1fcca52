package dev.tenantry.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail as its reader sees it, without HTML. */
public record Mail(String recipient, String subject, String text) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    /** The first address in the text, which is what Keycloak's mails want the reader to open. */
    public String link() {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("No link in the mail \"" + subject + "\": " + text);
        }
        return link.group();
    }
}
