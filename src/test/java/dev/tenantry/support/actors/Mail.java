package dev.tenantry.support.actors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * A mail as its reader sees it.
 *
 * @param text the part that mail clients without HTML show
 * @param html the part that other mail clients show
 */
public record Mail(String recipient, String subject, String text, String html) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    /**
     * The first link in the text: the link that Keycloak's mails ask the reader to open. Some of Keycloak's mails
     * escape the link as in HTML, even in the plain text.
     */
    public String link() {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("No link in the mail \"" + subject + "\": " + text);
        }
        return Parser.unescapeEntities(link.group(), false);
    }
}
