package dev.tenantry.form;

import dev.tenantry.tenant.TenantName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The address that an organisation's name suggests. The page's script suggests the same while the name is typed. */
public final class Slug {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^-+|-+$");

    private Slug() {}

    /** @return no name of a tenant where nothing of the name can be one: perhaps empty */
    public static String of(String organisation) {
        String plain = MARKS.matcher(Normalizer.normalize(organisation, Normalizer.Form.NFKD)).replaceAll("");
        String spelledOut = plain.toLowerCase(Locale.ROOT)
                .replace("ß", "ss").replace("æ", "ae").replace("œ", "oe").replace("ø", "o").replace("ł", "l");
        String slug = AT_THE_ENDS.matcher(BETWEEN_WORDS.matcher(spelledOut).replaceAll("-")).replaceAll("");
        return slug.length() <= TenantName.MAX_LENGTH
                ? slug
                : AT_THE_ENDS.matcher(slug.substring(0, TenantName.MAX_LENGTH)).replaceAll("");
    }
}
