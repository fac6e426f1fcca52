package dev.tenantry.support.actors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * A mail as its reader sees it.
 *
 * @param text of those whose mail client shows no HTML
 * @param html of the others
 */
public record Mail(String recipient, String subject, String text, String html) {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    /**
     * The first address in the text, which is what Keycloak's mails want the reader to open. Some of them have it as
     * in HTML, in their plain part too.
     */
    public String link() {
        Matcher link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("No link in the mail \"" + subject + "\": " + text);
        }
        return Parser.unescapeEntities(link.group(), false);
    }
}
